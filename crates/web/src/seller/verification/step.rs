//! `/{market}/seller/verification/{step}`: one step of an application.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::application::{BankAccount, Step};
use pasar_domain::identity::input::DocumentInput;
use pasar_domain::identity::reading::ReadField;
use pasar_domain::identity::{DocumentKind, Sex};
use pasar_domain::seller::Standing;
use pasar_service::application::{ShownApplication, save_bank, save_document, show as shown, submit};
use serde::Deserialize;

use super::{passed_on, refuse, words};
use crate::prelude::*;

/// Which step.
#[derive(Debug, Deserialize)]
pub struct StepPath {
    /// Its word.
    pub step: Step,
}

/// A step with its form.
#[derive(Template)]
#[template(path = "seller/verification_step.html")]
pub struct VerificationStepPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// Which step.
    pub step: Step,
    /// Where the form is sent.
    pub action: String,
    /// Kinds of documents to choose from.
    pub kinds: Vec<Choice>,
    /// What a document may say of the sex, if it is one of a person.
    pub sexes: Vec<Choice>,
    /// How many pictures there are; nothing when there is no document yet.
    pub pictures: Option<usize>,
    /// Can a photo fill in the form?
    pub reads: bool,
    /// What became of the photo: the kind of note, and its sentence.
    pub said: Option<(&'static str, String)>,
    /// Where it goes on without mending, and where what was typed can be mended, when a photo says something else.
    pub ways: Option<(String, String)>,
}

page!(VerificationStepPage);

impl VerificationStepPage {
    fn new(shell: &Shell, form: Form, step: Step, found: &Facts<'_>) -> Self {
        let l = &shell.l;
        let kinds = found.kinds.iter();
        let sexes = Sex::ALL.iter();
        let action = match step {
            Step::Picture | Step::DirectorPicture => format!("/seller/verification/{step}/picture"),
            _ => format!("/seller/verification/{step}"),
        };
        Self {
            form,
            step,
            action: l.url(&action),
            kinds: kinds
                .map(|kind| Choice::new(kind.as_str(), words::kind(l, *kind)))
                .collect(),
            sexes: if found.kinds.iter().any(|kind| kind.is_of_person()) {
                sexes
                    .map(|sex| Choice::new(sex.as_str(), words::sex(l, *sex)))
                    .collect()
            } else {
                Vec::new()
            },
            pictures: found.pictures,
            reads: found.reads,
            said: None,
            ways: None,
            shell: shell
                .clone()
                .titled(words::step(l, step, found.is_business))
                .at("shop")
                .private(),
        }
    }

    /// Says that the photo says something else than what was typed, and where it goes on.
    fn differs(&mut self, unlike: &[ReadField], next: Option<Step>) {
        let l = &self.shell.l;
        let fields: Vec<String> = unlike.iter().map(|field| words::field(l, *field)).collect();
        let said = l.t1("application-picture-differs", "fields", fields.join(", "));
        let address = |step: Step| l.url(&format!("/seller/verification/{step}"));
        let mend = match self.step {
            Step::Director | Step::DirectorPicture => Step::Director,
            _ => Step::Document,
        };
        let next = next.map_or_else(|| l.url("/seller/verification"), address);
        let ways = (next, address(mend));
        self.said = Some(("care", said));
        self.ways = Some(ways);
    }

    /// Is it a document that is typed here?
    pub const fn is_document(&self) -> bool {
        matches!(self.step, Step::Document | Step::Director)
    }

    /// Is it a picture that is taken here?
    pub const fn is_picture(&self) -> bool {
        matches!(self.step, Step::Picture | Step::DirectorPicture)
    }

    /// Is it the bank account?
    pub fn is_bank(&self) -> bool {
        self.step == Step::Bank
    }
}

/// What a step needs to know of the application.
struct Facts<'a> {
    kinds: &'a [DocumentKind],
    is_business: bool,
    pictures: Option<usize>,
    reads: bool,
}

impl<'a> Facts<'a> {
    fn of(found: &'a ShownApplication, step: Step, reads: bool) -> Self {
        let open = found
            .application
            .as_ref()
            .filter(|application| !application.state.is_over());
        let id = open.and_then(|open| match step {
            Step::Director | Step::DirectorPicture => open.director_id,
            _ => open.document_id,
        });
        let document = id.and_then(|id| found.documents.get(&id));
        Self {
            kinds: match step {
                Step::Director => &found.checklist.director,
                _ => found.checklist.of_seller(found.seller.standing),
            },
            is_business: found.seller.standing != Standing::Micro,
            pictures: document.map(|document| document.pictures),
            reads,
        }
    }
}

impl Page for VerificationStepPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let person = [DocumentKind::Nik, DocumentKind::Passport];
        let business = [DocumentKind::Nib, DocumentKind::Npwp];
        let facts = |kinds, is_business, pictures| Facts {
            kinds,
            is_business,
            pictures,
            reads: true,
        };
        let page = |step, found: &Facts<'_>| Self::new(&shell, Form::new(&shell.l), step, found);
        let mut wrong = page(Step::Document, &facts(&person, false, None));
        wrong.form.refuse("number", key("identity-missing"));
        let mut read = page(Step::Document, &facts(&person, false, None));
        read.form = Form::filled(
            &shell.l,
            [
                ("kind", "nik"),
                ("name", "CONTOH <SPECIMEN>"),
                ("born", "1990-08-17"),
            ],
        );
        read.said = Some(("good", shell.l.t("application-read")));
        let mut differs = page(Step::Picture, &facts(&person, false, Some(1)));
        differs.differs(&[ReadField::Number, ReadField::Name], Some(Step::Bank));
        let mut typed = page(Step::Director, &facts(&person, true, None));
        typed.reads = false;
        vec![
            ("read", read),
            ("differs", differs),
            ("typed", typed),
            ("document", page(Step::Document, &facts(&person, false, None))),
            ("wrong", wrong),
            ("business", page(Step::Document, &facts(&business, true, None))),
            ("picture", page(Step::Picture, &facts(&person, false, Some(1)))),
            (
                "too-early",
                page(Step::DirectorPicture, &facts(&person, true, None)),
            ),
            ("bank", page(Step::Bank, &facts(&person, false, None))),
            ("send", page(Step::Send, &facts(&person, false, None))),
        ]
    }
}

/// Which fields a photo says otherwise than what was typed: their words, with commas between.
#[derive(Debug, Default, Deserialize)]
pub struct Unlike {
    #[serde(default)]
    differs: String,
}

/// `GET`
///
/// # Errors
/// The database's; a step that this seller does not have does not exist here.
pub async fn show(
    keeper: Keeper,
    Path(path): Path<StepPath>,
    Query(query): Query<Unlike>,
) -> Result<VerificationStepPage, WebError> {
    let visit = &keeper.visit;
    let found = shown(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    let mut page = page_of(&keeper, path.step, Form::new(visit.l()), &found)?;
    let unlike = query.differs.split(',').filter_map(|word| word.parse().ok());
    let unlike: Vec<ReadField> = unlike.collect();
    if !unlike.is_empty() {
        let open = found.steps.iter().find(|(_, is_done)| !is_done);
        page.differs(&unlike, open.map(|(step, _)| *step));
    }
    Ok(page)
}

/// The page of a step, with a form.
pub(super) async fn page(keeper: &Keeper, step: Step, form: Form) -> Result<VerificationStepPage, WebError> {
    let found = shown(&keeper.visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    page_of(keeper, step, form, &found)
}

fn page_of(
    keeper: &Keeper,
    step: Step,
    form: Form,
    found: &ShownApplication,
) -> Result<VerificationStepPage, WebError> {
    if !found.steps.iter().any(|(known, _)| *known == step) {
        return Err(WebError::not_found());
    }
    let visit = &keeper.visit;
    let facts = Facts::of(found, step, visit.ctx.reader().is_some());
    Ok(VerificationStepPage::new(&visit.shell, form, step, &facts))
}

/// `POST`: saves the step, and leads to the next one that is not done.
///
/// # Errors
/// The database's. What is wrong is the form again, each problem at its field.
pub async fn save(keeper: Keeper, Path(path): Path<StepPath>, posted: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    let value = |name: &str| posted.value(name).to_owned();
    let mut form = posted.form(visit.l());
    let done = match path.step {
        Step::Document | Step::Director => {
            let input = DocumentInput {
                kind: value("kind"),
                // The lines of a passport are two.
                number: posted.raw("number").to_owned(),
                name: value("name"),
                born: value("born"),
                sex: value("sex"),
                expires_on: value("expires_on"),
            };
            match save_document(&visit.ctx, keeper.keeper, path.step, &input).await {
                Ok(saved) if !saved.unlike.is_empty() => {
                    return Ok(differing(&keeper, path.step, &saved.unlike).into_response());
                }
                saved => saved.map(|saved| saved.differences.is_empty()),
            }
        }
        Step::Bank => {
            let typed = BankAccount {
                bank: value("bank"),
                holder: value("holder"),
                number: value("number"),
            };
            save_bank(&visit.ctx, keeper.keeper, &typed).await.map(|()| true)
        }
        Step::Send => {
            let agrees = !posted.value("agree").is_empty();
            if !agrees {
                form.refuse("agree", key("application-agree-missing"));
            }
            submit(&visit.ctx, keeper.keeper, agrees).await.map(|()| true)
        }
        Step::Picture | Step::DirectorPicture => return Err(WebError::not_found()),
    };
    match done {
        Ok(fits) => Ok(next(&keeper, path.step, fits).await?.into_response()),
        Err(error) => {
            if form.is_fine() {
                refuse(&mut form, error)?;
            }
            let page = page(&keeper, path.step, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Leads back to the step, which says what a photo says otherwise than what was typed, and where it goes on.
pub(super) fn differing(keeper: &Keeper, step: Step, unlike: &[ReadField]) -> Turn {
    let words: Vec<&str> = unlike.iter().map(|field| field.as_str()).collect();
    let differs = words.join(",");
    keeper
        .visit
        .go(&format!("/seller/verification/{step}?differs={differs}"))
}

/// Leads to the next step that is not done; to all of them from the last.
pub(super) async fn next(keeper: &Keeper, after: Step, fits: bool) -> Result<Turn, WebError> {
    let visit = &keeper.visit;
    let found = shown(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    let open = found.steps.iter().find(|(_, is_done)| !is_done);
    let turn = match open {
        Some((step, _)) if after != Step::Send => visit.go(&format!("/seller/verification/{step}")),
        _ => visit.go("/seller/verification"),
    };
    Ok(match after {
        Step::Send => turn.flash(FlashKind::Good, key("application-sent")),
        Step::Picture | Step::DirectorPicture => {
            turn.flash(FlashKind::Good, key("application-picture-added"))
        }
        _ if fits => turn.flash(FlashKind::Good, key("application-saved")),
        _ => turn.flash(FlashKind::Note, key("application-differs")),
    })
}
