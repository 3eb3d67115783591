package org.liverystudio.ai.tensors.quantized;

/** Codes rows of weights; any number of threads may use one at the same time. */
interface RowCoder {
    /**
     * @param values finite; those of this row start at {@code from}
     * @param parts one array for each part of the coding, in its order, holding some rows
     * @param row where in these arrays the row belongs
     */
    void code(float[] values, int from, byte[][] parts, int row);
}
