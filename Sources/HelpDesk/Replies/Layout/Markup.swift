/// HTML of our own, read for the classes that it names once, when it is made, and not in each page that it is put into.
struct Markup {
    let bytes: [UInt8]
    let classes: StyleSheet.Classes

    init(_ text: String) {
        bytes = Array(text.utf8)
        classes = StyleSheet.Classes(in: text.utf8.span)
    }
}
