package org.liverystudio.editor.sample;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.psd.PsdFormat;

/** Draws the whole template and writes it. */
public final class SampleTemplate {
    private SampleTemplate() {}

    /** The template, guides on and spec map off, as a painter would open it. */
    public static DocumentState draw() {
        return DocumentState.of(
                CarLayout.SIZE,
                CarLayout.SIZE,
                List.of(PaintArea.group(), SpecMap.group(), Guides.group()),
                DocumentInfo.DEFAULT);
    }

    /**
     * Writes the template.
     *
     * @param arguments the file, such as {@code samples/gt-template.psd}
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        if (arguments.length != 1) {
            System.err.println("usage: SampleTemplate FILE.psd");
            System.exit(2);
        }
        PsdFormat.deflating().write(draw(), Path.of(arguments[0]), NoProgress.INSTANCE);
    }
}
