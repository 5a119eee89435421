/// The local parts and names of machines, to which nothing is answered (RULES A2).
enum SenderName {
    /// What stands before the last `@` of an address, and all of one without.
    static func local(of address: String) -> [UInt8] {
        let bytes = Array(address.utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return bytes }
        return Array(bytes[..<at])
    }

    /// Local parts to which nothing is answered (RULES A2).
    static func isMachine(_ local: [UInt8]) -> Bool {
        if machineStarts.match(local, at: 0) != nil || machines.match(local, at: 0) == local.count { return true }
        for suffix in machineEnds where local.hasPrefix(suffix, at: local.count - suffix.utf8CodeUnitCount) { return true }
        return false
    }

    static func isAdministrator(_ local: [UInt8]) -> Bool {
        local.hasPrefix("-admin", at: local.count - 6) || local.hasPrefix("sysadmin", at: 0)
    }

    /// The senders of delivery reports, by local part or display name.
    static func isDaemon(_ local: [UInt8], name: String) -> Bool {
        daemons.match(local, at: 0) == local.count || daemonStarts.match(local, at: 0) != nil
            || (!name.isEmpty && NoticePhrases.daemonNames.match(TextFold.fold(name), at: 0) != nil)
    }

    private static let machineStarts = PhraseSet(
        """
        noreply|no-reply|no_reply|no.reply|donotreply|do-not-reply|do_not_reply|do.not.reply|dontreply|nicht-antworten|ne-pas-repondre|\
        nepasrepondre|owner-|bounce-|bounces-|bounce+|bounces+|listserv|majordomo
        """)

    private static let machineEnds: [StaticString] = [
        "-request", "-noreply", "-no-reply", ".noreply", "_noreply", "+noreply", "-owner", "-bounces", "-bounce", "-errors",
        "-donotreply", "noreply",
    ]

    private static let machines = PhraseSet(
        """
        mailer-daemon|mailer_daemon|post_master|mailerdaemon|postmaster|root|abuse|daemon|cron|nobody|www-data|bounce|bounces|mail-daemon|\
        notifications|notification
        """)

    private static let daemonStarts = PhraseSet("mailer-daemon|postmaster")

    private static let daemons = PhraseSet(
        """
        mailer-daemon|mailer_daemon|post_master|mailerdaemon|postmaster|post-master|mail-daemon|maildaemon|mdaemon|bounce|bounces|mailer|\
        mail-delivery|maildelivery|mail.delivery|mailmaster|mmdf|uucp|smtpd
        """)
}
