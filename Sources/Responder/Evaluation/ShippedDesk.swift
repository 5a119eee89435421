import HelpDesk

/// The desk of an installation that nobody has configured: shipped templates, built-in defaults.
enum ShippedDesk {
    /// The defaults of the configuration, but that nobody has to vouch for a sender: without a server of one's own nobody could.
    static let settings = DeskSettings(
        brands: [Brand(address: "support@support.example", name: "Support")],
        agents: [AgentGroup(mailbox: "agents@support.example")],
        answers: AnswerPolicy(requireAuthentication: false))

    static var library: TemplateLibrary { TemplateLibrary(TemplateFiles(folder: nil, brands: []).sources) }

    /// Nothing here leaves the process, so a keyed digest with a known key is enough.
    static let signer = Signer(
        sign: { InstallationKey.digest(Array("evaluation/".utf8) + $0) }, digest: InstallationKey.digest)
}
