//! What is measured.

use clap::ValueEnum;
use serde::Serialize;

/// One kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Scenario {
    /// A greeting from the same framework, without anything of ours: what HTTP itself costs here
    Hello,
    /// One product as JSON
    ProductJson,
    /// A search as JSON
    SearchJson,
    /// The page of a product
    ProductPage,
    /// The page of a category: the first of its products, with filters
    CategoryPage,
    /// The page of a search
    SearchPage,
    /// Orders of one piece each, spread over all products
    OrdersSpread,
    /// Orders of one piece each, all of the same product
    OrdersHot,
}

impl Scenario {
    /// Everything, in the order in which it is measured. The greeting stands beside the JSON that it is compared with, and orders come
    /// last, so that pages are measured on a database that no load has changed.
    pub(crate) const ALL: [Self; 8] = [
        Self::Hello,
        Self::ProductJson,
        Self::SearchJson,
        Self::ProductPage,
        Self::CategoryPage,
        Self::SearchPage,
        Self::OrdersSpread,
        Self::OrdersHot,
    ];

    /// Its name in tables and arguments.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::ProductJson => "product-json",
            Self::SearchJson => "search-json",
            Self::ProductPage => "product-page",
            Self::CategoryPage => "category-page",
            Self::SearchPage => "search-page",
            Self::OrdersSpread => "orders-spread",
            Self::OrdersHot => "orders-hot",
        }
    }

    /// Does it write orders?
    pub(crate) const fn is_order(self) -> bool {
        matches!(self, Self::OrdersSpread | Self::OrdersHot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_tables_is_the_one_that_arguments_take() {
        for scenario in Scenario::ALL {
            let argument = scenario.to_possible_value().unwrap();
            assert_eq!(argument.get_name(), scenario.name());
            assert_eq!(serde_json::to_value(scenario).unwrap(), scenario.name());
        }
        assert_eq!(Scenario::value_variants(), Scenario::ALL);
    }
}
