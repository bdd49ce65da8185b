//! `pasar identity`

mod check;
mod kinds;
mod list;
mod rotate;
mod screen;
mod specimen;

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Arguments;

/// Read the numbers of identity documents, screen names, and look after the keys of what sellers showed.
///
/// Numbers are judged by structure and check digits alone, without asking anybody: a number that is right may have been made up.
#[derive(Debug, clap::Args)]
pub(crate) struct Identity {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say whether numbers of documents are right, and what is wrong with them
    ///
    /// Reads the number that is given, or lines from the standard input: a kind, a space or tab, and a number; or numbers only where
    /// the kind is given. What stands on a command line can be seen by others on the machine; the standard input cannot. The two lines of a
    /// passport are separated by `/`. Ends with 1 if any number is wrong.
    Check(check::Check),
    /// Compare names with a list of people and organisations that nobody may trade with
    ///
    /// Reads the name that is given, or a name on each line of the standard input. What stands on a command line can be seen by others on the
    /// machine; the standard input cannot. Every match comes with its score and the words that gave it; none decides anything: look at the
    /// entry before you do. Ends with 0 if nothing matches and with 1 if anything does.
    Screen(screen::Screen),
    /// Load and show the lists with which all sellers are compared
    List(list::List),
    /// List the kinds of documents
    Kinds(kinds::Kinds),
    /// Add a new master key to the key file
    ///
    /// It seals from the next start on, and what older keys seal is carried over to it by and by. When `pasar doctor` and a day have passed without
    /// complaint, the older lines may be deleted from the file.
    Rotate(rotate::Rotate),
    /// Draw a document of nobody, to try things out with
    ///
    /// It is right by every rule, marked SPECIMEN, and of a person or business that does not exist: a card with a NIK, the page of a passport of
    /// Utopia, or a certificate with a NIB. Says what its holder would type.
    Specimen(specimen::DrawSpecimen),
}

impl Identity {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Check(check) => check.run(),
            Verb::Screen(screen) => screen.run(),
            Verb::List(list) => list.run(arguments),
            Verb::Kinds(kinds) => Ok(kinds.run()),
            Verb::Rotate(rotate) => rotate.run(arguments),
            Verb::Specimen(specimen) => specimen.run(),
        }
    }
}
