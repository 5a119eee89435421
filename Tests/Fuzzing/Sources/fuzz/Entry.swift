// What libFuzzer calls. One binary holds all targets; the environment's FUZZ_TARGET names the one to run:
//
//     FUZZ_TARGET=addresses .build/fuzzing/debug/fuzz -runs=1 crash-file

import Glibc

/// Chosen once, at the first input.
private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        fatalError("FUZZ_TARGET must be one of: " + FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// A property that must hold whatever the bytes; a failure is a crash to the fuzzer.
func require(_ condition: Bool, _ property: StaticString) {
    if !condition { fatalError("property broken: \(property)") }
}
