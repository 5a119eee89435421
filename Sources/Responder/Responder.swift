enum Check { static let count = EmbeddedDefaults.files.count }
