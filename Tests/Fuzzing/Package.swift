// swift-tools-version: 6.2
import PackageDescription

// Fuzzing is a package of its own, so that nobody who builds or tests the house needs the sanitizers. `make fuzz` builds and runs it.
// The rooms come in as links to their sources: the root package's plugin tool cannot be linked with a fuzzer's `main`.

// `swift build --sanitize=fuzzer --sanitize=address` instruments for the last of the two only, hence the flags here.
let sanitizers = "-sanitize=fuzzer,address"
let instrumented: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-O", sanitizers]),
]

let package = Package(
    name: "fuzzing",
    targets: [
        .target(name: "CBase64", cSettings: [.unsafeFlags(["-O1", "-fsanitize=address"])]),
        .target(name: "InternetMessage", dependencies: ["CBase64"], swiftSettings: instrumented),
        .target(name: "MailProtocol", swiftSettings: instrumented),
        .target(name: "TextAnalysis", swiftSettings: instrumented),
        .target(name: "HelpDesk", dependencies: ["InternetMessage", "TextAnalysis"], swiftSettings: instrumented),
        .executableTarget(
            name: "fuzz", dependencies: ["InternetMessage", "MailProtocol", "HelpDesk"],
            swiftSettings: instrumented + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags([sanitizers])]),
    ]
)
