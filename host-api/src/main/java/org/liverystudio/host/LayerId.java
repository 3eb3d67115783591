package org.liverystudio.host;

/** Identifies a layer for as long as its document is open, whatever its name or place becomes. */
public record LayerId(long value) {
    @Override
    public String toString() {
        return "layer-" + value;
    }
}
