//! The facts of letters about orders: every order is followed by two, so what many of them say is looked up together.

use std::collections::{BTreeMap, BTreeSet};

use pasar_domain::id::{AccountId, OrderGroupId, ShopId};
use pasar_domain::order::OrderState;
use pasar_domain::order_group::OrderGroupState;
use pasar_store::letter::{self, Addressee};
use pasar_store::{PgConnection, order, order_group, payment};

use super::letter::{LetterFacts, LetterSubject};
use super::show::{group_views, views};
use super::{OrderGroupView, OrderKey, OrderView};
use crate::context::Context;
use crate::job::Letter;

/// Which order or checkout a letter is about, and when it is true.
pub(super) enum About {
    Group {
        key: (AccountId, OrderGroupId),
        is_true: fn(OrderGroupState) -> bool,
    },
    Order {
        key: OrderKey,
        reader: Reader,
        is_true: fn(OrderState) -> bool,
    },
}

/// Who reads a letter about an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reader {
    Buyer,
    Shop,
}

/// What a letter is about; none when that is no order.
pub(super) fn about(letter: Letter) -> Option<About> {
    let order = |key, reader| About::Order {
        key,
        reader,
        is_true: |_| true,
    };
    match letter {
        Letter::OrderPlaced {
            buyer_id,
            order_group_id,
        } => Some(About::Group {
            key: (buyer_id, order_group_id),
            is_true: |state| matches!(state, OrderGroupState::Placed { .. }),
        }),
        Letter::PaymentFailed {
            buyer_id,
            order_group_id,
        } => Some(About::Group {
            key: (buyer_id, order_group_id),
            is_true: |state| !matches!(state, OrderGroupState::Placed { .. }),
        }),
        Letter::NewOrder { shop_id, order_id } => Some(About::Order {
            key: (shop_id, order_id),
            reader: Reader::Shop,
            is_true: |state| matches!(state, OrderState::AwaitingShipment { .. }),
        }),
        Letter::OrderShipped { shop_id, order_id } | Letter::OrderCancelled { shop_id, order_id } => {
            Some(order((shop_id, order_id), Reader::Buyer))
        }
        Letter::OrderWithdrawn { shop_id, order_id } => Some(order((shop_id, order_id), Reader::Shop)),
        _ => None,
    }
}

/// What letters about orders say, and to whom.
pub(super) struct OrderFacts {
    groups: BTreeMap<OrderGroupId, OrderGroupView>,
    orders: BTreeMap<OrderKey, OrderView>,
    members: BTreeMap<ShopId, Vec<AccountId>>,
    accounts: BTreeMap<AccountId, Addressee>,
}

impl OrderFacts {
    /// Looks up what these letters are about, with the same number of statements however many there are.
    pub(super) async fn load(
        ctx: &Context,
        connection: &mut PgConnection,
        letters: &[Letter],
    ) -> Result<Self, pasar_store::Error> {
        let mut group_keys = BTreeSet::new();
        let mut order_keys = BTreeSet::new();
        let mut shops = BTreeSet::new();
        for about in letters.iter().filter_map(|letter| about(*letter)) {
            match about {
                About::Group { key, .. } => {
                    group_keys.insert(key);
                }
                About::Order { key, reader, .. } => {
                    order_keys.insert(key);
                    if matches!(reader, Reader::Shop) {
                        shops.insert(key.0);
                    }
                }
            }
        }
        let mut facts = Self {
            groups: BTreeMap::new(),
            orders: BTreeMap::new(),
            members: BTreeMap::new(),
            accounts: BTreeMap::new(),
        };
        if group_keys.is_empty() && order_keys.is_empty() {
            return Ok(facts);
        }
        let group_keys: Vec<_> = group_keys.into_iter().collect();
        let (groups, payments) = match group_keys.is_empty() {
            true => (vec![], vec![]),
            false => (
                order_group::of_keys(connection, &group_keys).await?,
                payment::of_groups(connection, &group_keys).await?,
            ),
        };
        order_keys.extend(groups.iter().flat_map(|group| group.orders.clone()));
        let keys: Vec<OrderKey> = order_keys.into_iter().collect();
        let orders = order::get(connection, &keys).await?;
        let orders = views(ctx, connection, orders).await?;
        let shops: Vec<ShopId> = shops.into_iter().collect();
        facts.members = letter::members_of(connection, &shops).await?;
        let buyers = orders.iter().map(|view| view.order.buyer_id);
        let readers: BTreeSet<AccountId> = buyers
            .chain(groups.iter().map(|group| group.buyer_id))
            .chain(facts.members.values().flatten().copied())
            .collect();
        let readers: Vec<AccountId> = readers.into_iter().collect();
        facts.accounts = letter::accounts_by_id(connection, &readers).await?;
        let orders = orders.into_iter();
        facts.orders = orders
            .map(|view| ((view.order.shop_id, view.order.id), view))
            .collect();
        let views = group_views(groups, &facts.orders, payments).into_iter();
        facts.groups = views.map(|view| (view.group.id, view)).collect();
        Ok(facts)
    }

    /// The facts of a letter; none when it is not true any more.
    pub(super) fn find(&self, about: &About) -> Option<LetterFacts> {
        match about {
            About::Group { key, is_true } => {
                let view = self.groups.get(&key.1)?;
                is_true(view.group.state).then(|| LetterFacts {
                    to: self.addressees(&[key.0]),
                    subject: LetterSubject::Group(view.clone()),
                })
            }
            About::Order { key, reader, is_true } => {
                let view = self.orders.get(key)?;
                is_true(view.order.state).then(|| LetterFacts {
                    to: match reader {
                        Reader::Buyer => self.addressees(&[view.order.buyer_id]),
                        Reader::Shop => self.addressees(self.members.get(&key.0).map_or(&[], Vec::as_slice)),
                    },
                    subject: LetterSubject::Order(Box::new(view.clone())),
                })
            }
        }
    }

    fn addressees(&self, accounts: &[AccountId]) -> Vec<Addressee> {
        accounts
            .iter()
            .filter_map(|account| self.accounts.get(account).cloned())
            .collect()
    }
}
