/// What the binary carries: the commented configuration, the systemd unit and the templates.
public enum ShippedFiles {
    /// `config/answerback.json5`, every setting with its default and a comment.
    public static var configuration: String { text("config/answerback.json5") }

    /// `config/answerback.service`, a sandboxed systemd unit.
    public static var unit: String { text("config/answerback.service") }

    /// Paths below `templates/`, for example `en/login_issue/forgot-password.md`, with their texts; sorted by path.
    public static var templates: [(path: String, text: String)] {
        let root = "templates/"
        return EmbeddedDefaults.files.filter { $0.path.hasPrefix(root) }.map { (String($0.path.dropFirst(root.count)), $0.text) }
    }

    private static func text(_ path: String) -> String { EmbeddedDefaults.files.first { $0.path == path }?.text ?? "" }
}
