//! The post office: into a folder by default, through SMTP by configuration.

use std::path::PathBuf;
use std::time::SystemTime;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use pasar_domain::Instant;
use pasar_service::order::Addressee;

use crate::letter::WrittenLetter;

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailTransport {
    /// Into a folder, one file each.
    Folder(PathBuf),
    /// To a mail server.
    Smtp {
        /// Its address: `smtps://user:password@mail.example:465`, or `smtp://localhost:25` for one on this machine.
        url: String,
    },
}

/// What the post office must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// The sender: `Pasar <halo@pasar.example>`.
    pub from: String,
    /// Where people reach the site, without a slash at the end.
    pub site_url: String,
    /// How letters leave.
    pub transport: MailTransport,
}

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It is no address.
    #[error("`{0}` is not an e-mail address; write it like `Pasar <halo@pasar.example>`")]
    Address(String),
    /// The mail server's address is wrong.
    #[error("the mail server's address is wrong: {0}")]
    Server(String),
    /// The folder cannot be made.
    #[error("the folder `{path}` for letters cannot be made: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The letter could not be put together.
    #[error("the letter could not be put together: {0}")]
    Letter(String),
    /// It could not be handed over.
    #[error("the letter could not be handed over: {0}")]
    Transport(String),
}

#[derive(Debug)]
enum Transport {
    Folder(AsyncFileTransport<Tokio1Executor>),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// The post office.
#[derive(Debug)]
pub struct Mailer {
    from: Mailbox,
    site_url: String,
    transport: Transport,
}

impl Mailer {
    /// A post office as configured.
    ///
    /// # Errors
    /// When the configuration is wrong, or the folder cannot be made.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let from = config
            .from
            .parse()
            .map_err(|_| MailError::Address(config.from.clone()))?;
        let transport = match &config.transport {
            MailTransport::Folder(path) => {
                std::fs::create_dir_all(path).map_err(|source| MailError::Folder {
                    path: path.clone(),
                    source,
                })?;
                Transport::Folder(AsyncFileTransport::new(path))
            }
            MailTransport::Smtp { url } => Transport::Smtp(smtp(url)?),
        };
        Ok(Self {
            from,
            site_url: config.site_url.clone(),
            transport,
        })
    }

    /// Asks the mail server whether it would take letters. A folder always does.
    ///
    /// # Errors
    /// When it cannot be reached, or refuses us.
    pub async fn reach(&self) -> Result<(), MailError> {
        let Transport::Smtp(server) = &self.transport else {
            return Ok(());
        };
        let answer = server.test_connection().await;
        match answer.map_err(|error| MailError::Transport(error.to_string()))? {
            true => Ok(()),
            false => Err(MailError::Transport("the mail server refuses us".to_owned())),
        }
    }

    /// Where people reach the site.
    pub(crate) fn site_url(&self) -> &str {
        &self.site_url
    }

    /// Sends a letter under a name that is the same each time it is sent.
    pub(crate) async fn send(
        &self,
        name: &str,
        to: &Addressee,
        letter: &WrittenLetter,
        now: Instant,
    ) -> Result<(), MailError> {
        let address = to
            .email
            .parse()
            .map_err(|_| MailError::Address(to.email.clone()))?;
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone());
        let html = SinglePart::builder()
            .header(ContentType::TEXT_HTML)
            .body(letter.html.clone());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(to.name.clone()), address))
            .subject(letter.subject.clone())
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{name}@{}>", self.from.email.domain())))
            .multipart(MultiPart::alternative().singlepart(text).singlepart(html))
            .map_err(|error| MailError::Letter(error.to_string()))?;
        match &self.transport {
            Transport::Folder(folder) => folder
                .send(message)
                .await
                .map(drop)
                .map_err(|error| MailError::Transport(error.to_string())),
            Transport::Smtp(server) => server
                .send(message)
                .await
                .map(drop)
                .map_err(|error| MailError::Transport(error.to_string())),
        }
    }
}

fn smtp(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
    Ok(builder
        .map_err(|error| MailError::Server(error.to_string()))?
        .build())
}
