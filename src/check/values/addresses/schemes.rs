//! Schemes that IANA has registered (<https://www.iana.org/assignments/uri-schemes>).

/// The permanent ones, and those of the provisional ones that links in feeds use.
const REGISTERED: &str = "\
    aaa aaas about acap acct apt bitcoin blob bluetooth cap chrome cid coap coap+tcp coap+ws coaps coaps+tcp coaps+ws \
    content crid cvs dat data dav dhttp dict did dns doi dtn ed2k ethereum example facetime fax file filesystem \
    ftp gemini geo git go gopher h323 http https hxxp hxxps iax icap im imap info ipfs ipn ipns ipp ipps irc irc6 \
    ircs iris iris.beep iris.lwz iris.xpc iris.xpcs itms jabber jms ldap ldaps leaptofrogans magnet mailserver mailto \
    maps market matrix mid modem mongodb msrp msrps mt mtqp mumble mupdate mvn news nfs ni nih nntp oid opaquelocktoken \
    openpgp4fpr otpauth pack payment payto pkcs11 pop pres prospero reload rsync rtmp rtsp rtsps rtspu s3 secondlife \
    service session sftp sgn shttp sieve simpleledger simplex sip sips skype sms smb smtp snews snmp soap.beep \
    soap.beeps spotify ssh stun stuns svn swh tag tel telnet tftp thismessage tip tn3270 turn turns tv udp urn vemmi \
    view-source vnc vscode wais web+ap webcal wpid ws wss xcon xcon-userid xmlrpc.beep xmlrpc.beeps xmpp xri z39.50 \
    z39.50r z39.50s";

/// Whether a scheme is registered; letters of either case are the same.
pub(super) fn is_registered(scheme: &str) -> bool {
    if matches!(scheme, "http" | "https" | "mailto" | "tag" | "urn") {
        return true;
    }
    let scheme = scheme.to_ascii_lowercase();
    REGISTERED.split(' ').any(|known| known == scheme)
}
