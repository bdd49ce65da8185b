//! What every provider must do alike: the same questions to the sandbox bank and to Stripe.

use pasar_service::payment::{Answer, ProviderError, ProviderState};

use super::banks::Bank;

fn refused<T: std::fmt::Debug>(answer: &Result<T, ProviderError>) {
    assert!(matches!(answer, Err(ProviderError::Refused(_))), "{answer:?}");
}

#[tokio::test]
async fn a_payment_is_set_aside_once_or_declined() {
    for bank in Bank::both().await {
        let (provider, now) = (bank.provider(), bank.market.ctx().now());
        let amount = bank.money(5_350_000);
        let id = bank.new_id();
        assert_eq!(provider.look_up(id).await.unwrap(), ProviderState::Unknown);
        let first = provider.authorise(id, bank.success, amount, now).await.unwrap();
        assert!(matches!(first, Answer::Authorised { .. }), "{first:?}");
        let again = provider.authorise(id, bank.success, amount, now).await.unwrap();
        assert_eq!(again, first);
        assert_eq!(
            provider.look_up(id).await.unwrap(),
            ProviderState::Answered(first)
        );

        let id = bank.new_id();
        let no = provider.authorise(id, bank.decline, amount, now).await.unwrap();
        assert!(matches!(&no, Answer::Declined { .. }), "{no:?}");
        assert_eq!(
            provider.authorise(id, bank.decline, amount, now).await.unwrap(),
            no
        );
        assert_eq!(provider.look_up(id).await.unwrap(), ProviderState::Answered(no));
        refused(&provider.capture(id, now).await);
        refused(&provider.refund(id, "a", amount, now).await);
        refused(&provider.authorise(bank.new_id(), "shells", amount, now).await);
        for verb in [
            provider.capture(bank.new_id(), now).await,
            provider.void(bank.new_id(), now).await,
            provider.refund(bank.new_id(), "a", amount, now).await,
        ] {
            refused(&verb);
        }
        if let Some(stage) = &bank.stage {
            assert_eq!(stage.books().await.held, 5_350_000);
        }
    }
}

#[tokio::test]
async fn two_captures_at_once_take_once() {
    for bank in Bank::both().await {
        let (provider, now) = (bank.provider(), bank.market.ctx().now());
        let id = bank.held(1_000_000).await;
        let (one, other) = tokio::join!(provider.capture(id, now), provider.capture(id, now));
        // Stripe may be busy with the same question, which is no answer; asked again, it has one.
        for captured in [one, other] {
            assert!(
                matches!(captured, Ok(()) | Err(ProviderError::Unreachable(_))),
                "{captured:?}"
            );
        }
        provider.capture(id, now).await.unwrap();
        let refunded = bank.money(0);
        assert_eq!(
            provider.look_up(id).await.unwrap(),
            ProviderState::Captured { refunded }
        );
        refused(&provider.void(id, now).await);
        refused(
            &provider
                .authorise(id, bank.success, bank.money(1_000_000), now)
                .await,
        );
        if let Some(stage) = &bank.stage {
            let books = stage.books().await;
            assert_eq!((books.held, books.taken), (0, 1_000_000));
            // Another program, which has no memory of the key, takes nothing more.
            stage.forget_keys();
            provider.capture(id, now).await.unwrap();
            assert_eq!(stage.books().await.taken, 1_000_000);
        }
    }
}

#[tokio::test]
async fn what_was_let_go_is_gone() {
    for bank in Bank::both().await {
        let (provider, now) = (bank.provider(), bank.market.ctx().now());
        let id = bank.held(1_000_000).await;
        provider.void(id, now).await.unwrap();
        assert_eq!(provider.look_up(id).await.unwrap(), ProviderState::Voided);
        provider.void(id, now).await.unwrap();
        refused(&provider.capture(id, now).await);
        refused(&provider.refund(id, "a", bank.money(1), now).await);
        if let Some(stage) = &bank.stage {
            assert_eq!(stage.books().await, pasar_testkit::StripeBooks::default());
        }
    }
}

#[tokio::test]
async fn money_comes_back_in_parts_once_for_each_key_and_never_more_than_was_taken() {
    for bank in Bank::both().await {
        let (provider, now) = (bank.provider(), bank.market.ctx().now());
        let held = bank.held(1_000_000).await;
        refused(&provider.refund(held, "a", bank.money(1), now).await);

        let id = bank.taken(1_000_000).await;
        for (key, minor, refunded) in [
            ("a", 400_000, 400_000),
            ("a", 400_000, 400_000),
            ("b", 500_000, 900_000),
            ("a", 400_000, 900_000),
        ] {
            provider.refund(id, key, bank.money(minor), now).await.unwrap();
            let refunded = bank.money(refunded);
            assert_eq!(
                provider.look_up(id).await.unwrap(),
                ProviderState::Captured { refunded }
            );
        }
        refused(&provider.refund(id, "c", bank.money(100_001), now).await);
        if let Some(stage) = &bank.stage {
            // A day later the key alone would not do.
            stage.forget_keys();
        }
        provider.refund(id, "b", bank.money(500_000), now).await.unwrap();
        provider.refund(id, "c", bank.money(100_000), now).await.unwrap();
        let refunded = bank.money(1_000_000);
        assert_eq!(
            provider.look_up(id).await.unwrap(),
            ProviderState::Captured { refunded }
        );
    }
}
