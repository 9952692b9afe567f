//! One request and its answer, over HTTP/1.1 and TLS.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use ureq::Timeout;
use ureq::http;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use url::Url;

use crate::fetch::coding::{self, Fault};
use crate::fetch::{ACCEPT, Exchange, FetchError, Limits, Method, USER_AGENT};

/// More than the headers of any honest answer.
const HEADER_BYTES_MAX: usize = 256 * 1024;

const SEE_WHAT_COMES: &str = "see what the server sends with `curl -i`";

/// What sends requests, and keeps connections.
pub(super) struct Client {
    agent: ureq::Agent,
    limits: Limits,
    /// Whether the system trusts anybody.
    has_certificates: bool,
}

impl Client {
    pub(super) fn new(limits: Limits) -> Client {
        // What can't be read among the system's certificates is passed over, as by every other program.
        let certificates = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> = certificates.iter().map(|one| Certificate::from_der(one.as_ref()).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let config = ureq::Agent::config_builder()
            .tls_config(tls.build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADER_BYTES_MAX)
            .timeout_connect(Some(limits.connect))
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .accept_encoding(coding::ACCEPTED);
        Client { agent: config.build().new_agent(), limits, has_certificates: !roots.is_empty() }
    }

    /// Sends a request and reads the whole answer in the time that is left.
    pub(super) fn exchange(
        &self,
        address: &Url,
        method: Method,
        headers: &[(String, String)],
        left: Duration,
    ) -> Result<Exchange, FetchError> {
        let refuse = |error: ureq::Error| self.error(address, &error);
        let builder = match method {
            Method::Get => self.agent.get(address.as_str()),
            Method::Head => self.agent.head(address.as_str()),
        };
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
        let request = builder.config().timeout_global(Some(left)).build();
        let (parts, mut body) = request.call().map_err(refuse)?.into_parts();
        let headers = plain(&parts.headers);
        let mut sent = Vec::new();
        // The text that goes with a redirect is of no use to anybody.
        if !parts.status.is_redirection() && method == Method::Get {
            let limit = self.limits.bytes as u64 + 1;
            let read = body.as_reader().take(limit).read_to_end(&mut sent);
            read.map_err(|error| self.error(address, &ureq::Error::from(error)))?;
        }
        if sent.len() > self.limits.bytes {
            return Err(self.too_large(address));
        }
        let codings: Vec<&str> =
            headers.iter().filter(|(name, _)| name == "content-encoding").map(|(_, value)| value.as_str()).collect();
        let decoded = coding::decode(&sent, &codings, self.limits.bytes).map_err(|fault| match fault {
            Fault::TooLarge => self.too_large(address),
            Fault::Broken(name) => {
                let reason = format!("what it sends is not the {name} that it says it is, or breaks off");
                FetchError::new(address, reason, "mend the server's compression")
            }
            Fault::Unknown(name) => {
                let reason = format!("it is encoded as `{}`, and `gzip` was asked for", name.escape_debug());
                FetchError::new(address, reason, "let the server send what the request accepts")
            }
        })?;
        Ok(Exchange { status: parts.status.as_u16(), headers, sent, decoded })
    }

    fn too_large(&self, address: &Url) -> FetchError {
        let reason = format!("it is larger than {} MB", self.limits.bytes / 1_000_000);
        FetchError::new(address, reason, "see that it is a feed")
    }

    fn error(&self, address: &Url, error: &ureq::Error) -> FetchError {
        let host = address.host_str().unwrap_or_default();
        match error {
            ureq::Error::Timeout(Timeout::Connect) => {
                let reason = format!("`{host}` did not answer within {} seconds", self.limits.connect.as_secs());
                FetchError::new(address, reason, "see that the address is right, and that the server runs")
            }
            ureq::Error::Timeout(_) => FetchError::too_slow(address, self.limits.whole),
            ureq::Error::HostNotFound => host_not_found(address, host),
            ureq::Error::Io(error) => self.io_error(address, host, error),
            ureq::Error::Rustls(error) => self.tls_error(address, host, error),
            ureq::Error::Tls(reason) => {
                FetchError::new(address, format!("no secure connection: {reason}"), "see that the address is right")
            }
            ureq::Error::LargeResponseHeader(..) => FetchError::new(address, "its headers have no end", SEE_WHAT_COMES),
            ureq::Error::ConnectProxyFailed(reason) => {
                let reason = format!("the proxy refuses: {}", reason.escape_debug());
                FetchError::new(address, reason, "see the environment's HTTPS_PROXY, HTTP_PROXY and ALL_PROXY")
            }
            ureq::Error::Protocol(reason) => {
                let reason = format!("it does not speak HTTP as it should: {reason}");
                FetchError::new(address, reason, SEE_WHAT_COMES)
            }
            ureq::Error::Http(reason) => {
                FetchError::new(address, format!("the request can't be written: {reason}"), "see what `--header` says")
            }
            other => FetchError::new(address, other, "see that the address is right"),
        }
    }

    fn io_error(&self, address: &Url, host: &str, error: &io::Error) -> FetchError {
        if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return self.tls_error(address, host, error);
        }
        let text = error.to_string();
        if text.starts_with("failed to lookup address information") || error.kind() == io::ErrorKind::NotFound {
            return host_not_found(address, host);
        }
        let port = address.port_or_known_default().unwrap_or_default();
        match error.kind() {
            io::ErrorKind::ConnectionRefused => FetchError::new(
                address,
                format!("nobody listens at `{host}`, port {port}"),
                "see that the address is right, and that the server runs",
            ),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => FetchError::too_slow(address, self.limits.whole),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
                FetchError::new(address, "the answer breaks off", SEE_WHAT_COMES)
            }
            _ => {
                let text = text.split(" (os error").next().unwrap_or_default().to_owned();
                FetchError::new(address, text, "see that the network is there, and that the address is right")
            }
        }
    }

    /// Why a server can't be trusted, or not be talked to.
    fn tls_error(&self, address: &Url, host: &str, error: &rustls::Error) -> FetchError {
        use rustls::CertificateError as Wrong;
        let rustls::Error::InvalidCertificate(wrong) = error else {
            let reason = format!("no secure connection to `{host}`: {error}");
            return FetchError::new(address, reason, "see that the server speaks TLS 1.2 or 1.3 at this port");
        };
        let (reason, hint) = match wrong {
            Wrong::Expired | Wrong::ExpiredContext { .. } => ("has expired", "renew it"),
            Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => {
                ("is not valid yet", "see that this machine's clock is right")
            }
            Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => {
                ("is for another host", "get one for this host, or give the host that it is for")
            }
            Wrong::Revoked => ("was revoked", "get a new one"),
            Wrong::UnknownIssuer if !self.has_certificates => (
                "can't be judged, since this system trusts nobody",
                "install the system's certificates (the package `ca-certificates`, say)",
            ),
            Wrong::UnknownIssuer => (
                "is signed by nobody whom this system trusts, or comes without the certificates between",
                "let the server send the whole chain; browsers may fetch what is missing, feed readers do not",
            ),
            // A certificate that may sign others stands for no host; those that people make themselves often are such.
            wrong if format!("{wrong:?}").contains("CaUsedAsEndEntity") => (
                "signs itself: nobody vouches for it",
                "get one that browsers trust; https://letsencrypt.org/ gives them",
            ),
            wrong => {
                let name = format!("{wrong:?}");
                let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                let reason = format!("the certificate of `{host}` is not in order ({name})");
                return FetchError::new(address, reason, "see what `openssl s_client -connect HOST:443` tells");
            }
        };
        FetchError::new(address, format!("the certificate of `{host}` {reason}"), hint)
    }
}

fn host_not_found(address: &Url, host: &str) -> FetchError {
    FetchError::new(
        address,
        format!("there is no host `{host}`"),
        "see that the address is right, and the network there",
    )
}

/// Headers as names in lower case and values.
fn plain(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
}
