//! People who really signed in, for tests of what only a session or a password opens.

use pasar_domain::surface::Surface;
use pasar_service::actor::{Buyer, StaffMember, StaffRole};
use pasar_service::session::SessionToken;
use pasar_service::{account, staff, testing as actors};

use crate::market::TestMarket;

impl TestMarket {
    /// The password of everybody in tests who has one.
    pub const PASSWORD: &str = "perahu layar biru";

    /// The e-mail address of somebody in tests: `name@example.com`.
    pub fn email(name: &str) -> String {
        format!("{name}@example.com")
    }

    /// Somebody who signed up under this name, which is also the start of their e-mail address, and is signed in.
    pub async fn signed_in(&self, name: &str) -> (Buyer, SessionToken) {
        let input = account::SignUp {
            name: name.to_owned(),
            email: Self::email(name),
            password: Self::PASSWORD.into(),
            language: self.ctx().market().default_language().clone(),
        };
        let proven = account::sign_up(self.ctx(), &input).await.unwrap();
        let buyer = actors::buyer(proven.account_id());
        let token = actors::open_session(self.ctx(), Surface::Trade, Some(buyer), None)
            .await
            .unwrap();
        (buyer, token)
    }

    /// A member of staff of this name who is signed in.
    pub async fn on_duty(&self, name: &str, role: StaffRole) -> (StaffMember, SessionToken) {
        let input = staff::StaffInput {
            name: name.to_owned(),
            email: Self::email(name),
            password: Self::PASSWORD.into(),
            role,
        };
        let added = staff::add(self.ctx(), &input).await.unwrap();
        let member = actors::staff(added.staff_id, role);
        let token = actors::open_staff_session(self.ctx(), member).await.unwrap();
        (member, token)
    }
}
