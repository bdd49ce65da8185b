//! The people of the demo: owners of shops, of whom nobody can sign in, and three with a password that the command prints: a buyer, the owner
//! of the fullest shop, and a member of staff.

use pasar_domain::account::Account;
use pasar_domain::address::AddressKey;
use pasar_domain::email::EmailAddress;
use pasar_domain::id::{AccountId, AddressId, StaffId};
use pasar_domain::password::Password;
use pasar_domain::staff::{Staff, StaffRole};
use pasar_store::address::{self, StoredAddress};
use pasar_store::{Error, PgConnection, account, staff};
use tokio::sync::OnceCell;

use crate::Context;
use crate::actor::StaffMember;
use crate::password::seat;
use crate::staff::acting_as;

/// The password of everybody in the demo who can sign in. It protects nothing but the demo.
const PASSWORD: &str = "belanja-di-pasar";

/// Stands where a hash of a password would: nobody can sign in.
const NO_PASSWORD: &str = "!";

/// Who signs in to the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoRole {
    /// Somebody who buys, with an address in the book.
    Buyer,
    /// The owner of the fullest shop.
    Seller,
    /// An administrator of the operator's staff, in every market.
    Staff,
}

impl DemoRole {
    /// Everybody.
    pub const ALL: [Self; 3] = [Self::Buyer, Self::Seller, Self::Staff];

    /// The e-mail address to sign in with. It belongs to a domain that is kept for examples.
    pub const fn email(self) -> &'static str {
        match self {
            Self::Buyer => "buyer@example.com",
            Self::Seller => "seller@example.com",
            Self::Staff => "staff@example.com",
        }
    }
}

/// Somebody of the demo who can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoPerson {
    /// Who.
    pub role: DemoRole,
    /// The e-mail address.
    pub email: &'static str,
    /// The password.
    pub password: &'static str,
}

/// Everybody who can sign in.
pub fn who_signs_in() -> Vec<DemoPerson> {
    let people = DemoRole::ALL.map(|role| DemoPerson {
        role,
        email: role.email(),
        password: PASSWORD,
    });
    people.to_vec()
}

/// The account of this person; written now if there was none. Only the people of [`DemoRole`] get a password.
pub(super) async fn person(
    ctx: &Context,
    conn: &mut PgConnection,
    email: EmailAddress,
    name: &str,
) -> Result<AccountId, Error> {
    if let Some(known) = account::credentials(&mut *conn, &email.key()).await? {
        return Ok(known.account_id);
    }
    let signs_in = DemoRole::ALL.iter().any(|role| role.email() == email.as_str());
    let password_hash = if signs_in {
        password_hash(ctx).await
    } else {
        NO_PASSWORD
    };
    let fresh = Account {
        account_id: AccountId::new(ctx.now(), &ctx.entropy()),
        email,
        name: name.to_owned(),
        language: ctx.market().default_language().clone(),
        created_at: ctx.now(),
    };
    account::insert(conn, &fresh, password_hash).await?;
    Ok(fresh.account_id)
}

/// Writes the buyer, with the address that the market gives as an example, and the member of staff.
pub(super) async fn write(ctx: &Context) -> Result<(), Error> {
    let example = ctx
        .market()
        .address_format
        .fields
        .iter()
        .filter_map(|field| Some((field.key, field.example.clone()?)));
    // A market without whole examples has a buyer without an address.
    let address = ctx.market().validate_address(&example.collect()).ok();
    let name = address
        .as_ref()
        .map_or("", |address| address.get(AddressKey::Recipient));
    let name = Some(name).filter(|name| !name.is_empty()).unwrap_or("Demo");
    let mut tx = ctx.home().begin().await?;
    let buyer = person(ctx, &mut tx, demo_email(DemoRole::Buyer), name).await?;
    if let Some(address) = address
        && address::list(&mut tx, buyer).await?.is_empty()
    {
        let stored = StoredAddress {
            address_id: AddressId::new(ctx.now(), &ctx.entropy()),
            address,
            is_default: true,
        };
        address::insert(&mut tx, buyer, &stored, ctx.now()).await?;
    }
    tx.commit().await?;
    write_staff(ctx).await
}

/// The demo's second member of staff, with whom the first agrees; nobody can sign in as them.
const COLLEAGUE: &str = "colleague@example.com";

async fn write_staff(ctx: &Context) -> Result<(), Error> {
    let mut tx = ctx.store().begin().await?;
    for (email, name, password_hash) in [
        (DemoRole::Staff.email(), "Demo", password_hash(ctx).await),
        (COLLEAGUE, "Demo colleague", NO_PASSWORD),
    ] {
        let email: EmailAddress = email.parse().expect("the demo's addresses are addresses");
        if staff::credentials(&mut tx, &email.key()).await?.is_some() {
            continue;
        }
        let member = Staff {
            staff_id: StaffId::new(ctx.now(), &ctx.entropy()),
            email,
            name: name.to_owned(),
            role: StaffRole::Administrator,
            created_at: ctx.now(),
            disabled_at: None,
        };
        match staff::insert(&mut tx, &member, password_hash).await {
            // Another market's demo was quicker, and writes both.
            Err(error) if error.is_conflict_on("staff_email_key_key") => return Ok(()),
            inserted => inserted?,
        }
    }
    Ok(tx.commit().await?)
}

/// The two members of staff of the demo, for what needs two.
pub(super) async fn colleagues(ctx: &Context) -> Result<(StaffMember, StaffMember), Error> {
    let both = (
        acting_as(ctx, DemoRole::Staff.email()).await?,
        acting_as(ctx, COLLEAGUE).await?,
    );
    match both {
        (Some(one), Some(other)) => Ok((one, other)),
        _ => Err(Error::Inconsistent {
            table: "staff",
            column: "email",
            id: COLLEAGUE.to_owned(),
        }),
    }
}

pub(super) fn demo_email(role: DemoRole) -> EmailAddress {
    role.email().parse().expect("the demo's addresses are addresses")
}

/// The hash of [`PASSWORD`], made once per process: the repository holds no hash.
async fn password_hash(ctx: &Context) -> &'static str {
    static HASH: OnceCell<String> = OnceCell::const_new();
    let make = || async { seat().await.hash(ctx, &Password::from(PASSWORD)).await };
    HASH.get_or_init(make).await
}
