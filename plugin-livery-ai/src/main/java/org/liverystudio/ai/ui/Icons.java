package org.liverystudio.ai.ui;

/** Pictures of 16 pixels, drawn for this panel, as SVG paths. */
final class Icons {
    /** A four-pointed star with a small one beside it: something new appears. */
    static final String SPARK =
            "M7 1.5 L8.7 6.3 L13.5 8 L8.7 9.7 L7 14.5 L5.3 9.7 L0.5 8 L5.3 6.3 Z"
                    + " M13 0.5 L13.8 2.7 L16 3.5 L13.8 4.3 L13 6.5 L12.2 4.3 L10 3.5 L12.2 2.7 Z";

    /** A die showing three. */
    static final String DIE =
            "M3 1 H13 A2 2 0 0 1 15 3 V13 A2 2 0 0 1 13 15 H3 A2 2 0 0 1 1 13 V3 A2 2 0 0 1 3 1 Z"
                    + " M3 2.5 A0.5 0.5 0 0 0 2.5 3 V13 A0.5 0.5 0 0 0 3 13.5 H13 A0.5 0.5 0 0 0 13.5"
                    + " 13 V3 A0.5 0.5 0 0 0 13 2.5 Z M4 5 A1.1 1.1 0 1 0 6.2 5 A1.1 1.1 0 1 0 4 5 Z"
                    + " M6.9 8 A1.1 1.1 0 1 0 9.1 8 A1.1 1.1 0 1 0 6.9 8 Z M9.8 11 A1.1 1.1 0 1 0 12"
                    + " 11 A1.1 1.1 0 1 0 9.8 11 Z";

    static final String CROSS =
            "M3.5 2.4 L8 6.9 L12.5 2.4 L13.6 3.5 L9.1 8 L13.6 12.5 L12.5 13.6 L8 9.1 L3.5 13.6 L2.4"
                    + " 12.5 L6.9 8 L2.4 3.5 Z";

    static final String PLUS = "M7.2 2 H8.8 V7.2 H14 V8.8 H8.8 V14 H7.2 V8.8 H2 V7.2 H7.2 Z";

    /** A clock: prompts used before. */
    static final String RECENT =
            "M8 1 A7 7 0 1 1 7.99 1 Z M8 2.5 A5.5 5.5 0 1 0 8.01 2.5 Z"
                    + " M7.3 4 H8.7 V7.7 L11.3 9.2 L10.6 10.4 L7.3 8.5 Z";

    static final String FOLDER = "M1 3 H6 L7.5 4.5 H15 V13.5 H1 Z M2.5 6 V12 H13.5 V6 Z";

    static final String DOWNLOAD =
            "M7.2 1.5 H8.8 V8.4 L11.4 5.8 L12.5 6.9 L8 11.4 L3.5 6.9 L4.6 5.8 L7.2 8.4 Z"
                    + " M2 12.8 H14 V14.4 H2 Z";

    private Icons() {}
}
