package org.liverystudio.editor.format.ora;

/** Text that XML 1.0 can hold. */
final class XmlText {
    private XmlText() {}

    /** Control characters, which XML forbids even when escaped, become spaces. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isAllowed(c) ? c : ' ').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
