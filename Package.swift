// swift-tools-version: 6.2
import PackageDescription

// The arrows of the house: a module exists only where a dependency must be forbidden, and this file is
// where it is forbidden. `swift build --explicit-target-dependency-import-check error` enforces it.

let swift: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

// Training a model takes two minutes without optimisation and a second with it, and ten thousand conversations of the desk a minute
// and a half instead of half of one, so these rooms are optimised in debug builds too; traps and tests stay as they are.
let counting = swift + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "answerback",
    products: [
        .executable(name: "answerback", targets: ["answerback"]),
        .executable(name: "answerback-bench", targets: ["answerback-bench"]),
    ],
    targets: [
        // System libraries, each behind a header of our own.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),

        // Pure: bytes and values in, values out.
        .target(name: "CBase64", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(name: "InternetMessage", dependencies: ["CBase64"], swiftSettings: counting),
        .target(name: "MailProtocol", swiftSettings: swift),
        .target(name: "TextAnalysis", swiftSettings: counting),
        .target(name: "HelpDesk", dependencies: ["InternetMessage", "TextAnalysis"], swiftSettings: counting),

        // Effects: SQL, and the wire.
        .target(name: "Store", dependencies: ["HelpDesk", "CSQLite", "CCrypto"], swiftSettings: swift),
        .target(name: "Transport", dependencies: ["MailProtocol", "CCurl"], swiftSettings: swift),

        // The service, and the commands over it.
        .target(
            name: "Responder",
            dependencies: ["Store", "Transport", "HelpDesk", "InternetMessage", "TextAnalysis", "CCrypto"],
            swiftSettings: swift, plugins: ["EmbedDefaults"]),
        .executableTarget(
            name: "answerback",
            dependencies: ["Responder", "Store", "Transport", "HelpDesk", "InternetMessage", "TextAnalysis"],
            swiftSettings: swift),
        .executableTarget(
            name: "answerback-bench",
            dependencies: ["Responder", "Store", "Transport", "HelpDesk", "InternetMessage", "TextAnalysis", "CCrypto"],
            swiftSettings: swift),

        // `templates/` and `config/` become part of the binary, so that one file is the whole program.
        .executableTarget(name: "embed-defaults", path: "Sources/Embedding/Tool", swiftSettings: swift),
        .plugin(
            name: "EmbedDefaults", capability: .buildTool(), dependencies: ["embed-defaults"],
            path: "Sources/Embedding/Plugin"),

        // The server's side of TLS, for fake servers.
        .target(
            name: "CTLSServer", path: "Tests/CTLSServer", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(
            name: "TestKit",
            dependencies: ["InternetMessage", "HelpDesk", "Store", "Transport", "Responder", "CTLSServer", "CCrypto"],
            path: "Tests/TestKit", swiftSettings: swift),
        .testTarget(name: "InternetMessageTests", dependencies: ["InternetMessage"], swiftSettings: swift),
        .testTarget(name: "MailProtocolTests", dependencies: ["MailProtocol"], swiftSettings: swift),
        .testTarget(name: "TextAnalysisTests", dependencies: ["TextAnalysis"], swiftSettings: swift),
        .testTarget(
            name: "HelpDeskTests", dependencies: ["HelpDesk", "InternetMessage", "TextAnalysis"],
            swiftSettings: swift),
        .testTarget(name: "StoreTests", dependencies: ["Store", "HelpDesk", "InternetMessage", "CSQLite"], swiftSettings: swift),
        .testTarget(
            name: "SimulationTests", dependencies: ["Store", "HelpDesk", "CSQLite"], path: "Tests/Simulation",
            swiftSettings: swift),
        .testTarget(name: "TransportTests", dependencies: ["Transport", "MailProtocol", "TestKit"], swiftSettings: swift),
        .testTarget(
            name: "ResponderTests",
            dependencies: ["Responder", "TestKit", "Store", "Transport", "HelpDesk", "InternetMessage", "TextAnalysis"],
            swiftSettings: swift),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["answerback", "Responder", "TestKit", "Store", "Transport", "HelpDesk", "InternetMessage"],
            swiftSettings: swift),
        .testTarget(name: "AnswerbackTests", dependencies: ["answerback"], swiftSettings: swift),
        .testTarget(name: "TidyTests", swiftSettings: swift),
    ]
)
