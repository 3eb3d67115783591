package org.liverystudio.editor.sample;

import java.awt.geom.Area;
import java.util.List;

/** Where the islands of the car lie on the texture of 2048 x 2048 pixels. */
final class CarLayout {
    static final int SIZE = 2048;

    /** One side of the car, nose to the left: body without wheels and windows. */
    private static final String SIDE =
            "M 8 306 C 2 262 18 224 62 206 C 150 170 262 146 402 132 C 428 128 442 120 462 106"
                    + " C 548 46 640 20 752 16 C 884 12 972 42 1074 104 C 1140 110 1216 112 1296 122"
                    + " L 1338 142 L 1330 262 C 1326 300 1308 326 1276 336 L 1200 344 L 986 352"
                    + " L 356 356 L 140 350 L 26 338 Z";

    private static final String FRONT_WINDOW =
            "M 486 128 C 556 72 630 46 706 40 L 716 134 C 640 138 560 140 500 142 Z";
    private static final String REAR_WINDOW =
            "M 742 38 C 834 36 908 56 986 108 C 966 122 920 130 752 134 Z";

    static final Island LEFT = side("LEFT SIDE").at(56, 44);
    static final Island RIGHT = side("RIGHT SIDE").mirroredAt(56, 446);
    static final Island HOOD =
            Outline.of("HOOD", 540, 440)
                    .path(
                            "M 96 14 C 180 0 360 0 444 14 C 486 90 524 210 530 330 L 528 404"
                                    + " C 440 430 100 430 12 404 L 10 330 C 16 210 54 90 96 14 Z")
                    .hole("M 150 228 L 226 214 L 218 286 L 132 300 Z")
                    .hole("M 390 228 L 314 214 L 322 286 L 408 300 Z")
                    .seam("M 96 14 C 130 130 150 300 132 424")
                    .seam("M 444 14 C 410 130 390 300 408 424")
                    .mesh(6, 4, 0)
                    .at(1454, 40);
    static final Island WINDSCREEN =
            Outline.of("WINDSCREEN", 520, 130)
                    .path("M 70 10 C 190 0 330 0 450 10 L 514 104 C 380 124 140 124 6 104 Z")
                    .mesh(7, 2, 0)
                    .at(1464, 506);
    static final Island ROOF =
            Outline.of("ROOF", 470, 330)
                    .path(
                            "M 40 20 C 140 4 330 4 430 20 C 456 120 460 220 440 312"
                                    + " C 330 328 140 328 30 312 C 10 220 14 120 40 20 Z")
                    .hole("M 205 250 L 265 250 L 256 286 L 214 286 Z")
                    .mesh(4, 4, 0)
                    .at(1490, 660);
    static final Island FRONT =
            Outline.of("FRONT BUMPER", 900, 300)
                    .path(
                            "M 20 90 C 130 30 300 8 450 8 C 600 8 770 30 880 90 L 894 200"
                                    + " C 870 262 800 288 700 292 L 200 292 C 100 288 30 262 6 200 Z")
                    .hole("M 270 150 L 630 150 L 590 250 L 310 250 Z")
                    .hole("M 60 116 C 110 88 160 78 214 76 L 196 136 C 140 140 96 146 66 156 Z")
                    .hole("M 840 116 C 790 88 740 78 686 76 L 704 136 C 760 140 804 146 834 156 Z")
                    .seam("M 232 20 C 240 120 250 220 262 292")
                    .seam("M 668 20 C 660 120 650 220 638 292")
                    .mesh(9, 3, 0)
                    .at(56, 862);
    static final Island REAR =
            Outline.of("REAR BUMPER", 900, 270)
                    .path(
                            "M 14 60 C 160 20 300 10 450 10 C 600 10 740 20 886 60 L 892 190"
                                    + " L 820 258 L 640 262 L 600 196 L 300 196 L 260 262 L 80 258"
                                    + " L 8 190 Z")
                    .hole("M 60 74 L 230 58 L 230 92 L 66 108 Z")
                    .hole("M 840 74 L 670 58 L 670 92 L 834 108 Z")
                    .hole("M 360 118 L 540 118 L 530 164 L 370 164 Z")
                    .mesh(9, 3, 0)
                    .at(56, 1200);
    static final Island DECK =
            Outline.of("REAR DECK", 460, 290)
                    .path(
                            "M 30 14 C 150 0 310 0 430 14 L 450 200 C 440 250 400 276 330 280"
                                    + " L 130 280 C 60 276 20 250 10 200 Z")
                    .hole("M 110 60 L 350 60 L 340 82 L 120 82 Z")
                    .hole("M 110 104 L 350 104 L 340 126 L 120 126 Z")
                    .mesh(4, 3, 0)
                    .at(990, 866);
    static final Island SPLITTER =
            Outline.of("SPLITTER", 460, 150)
                    .path(
                            "M 8 120 C 60 40 140 10 230 10 C 320 10 400 40 452 120 L 430 142"
                                    + " C 320 100 140 100 30 142 Z")
                    .mesh(8, 2, 0)
                    .at(990, 1210);
    static final Island FENDER_LEFT = fender("FENDER L").at(1500, 1036);
    static final Island FENDER_RIGHT = fender("FENDER R").mirroredAt(1500, 1270);
    static final Island WING =
            Outline.of("WING", 1120, 130)
                    .path(
                            "M 16 30 L 40 8 L 1080 8 L 1104 30 L 1112 112 L 1096 122 L 24 122 L 8 112 Z")
                    .seam("M 330 8 L 330 122")
                    .seam("M 790 8 L 790 122")
                    .mesh(10, 2, 0)
                    .at(56, 1520);
    static final Island WING_BELOW =
            Outline.of("WING BELOW", 1120, 96)
                    .path("M 8 12 L 1112 12 L 1098 88 L 22 88 Z")
                    .mesh(10, 1, 0)
                    .at(56, 1692);
    static final Island PLATE_LEFT = plate("PLATE L").at(1220, 1520);
    static final Island PLATE_RIGHT = plate("PLATE R").mirroredAt(1220, 1700);
    static final Island MIRROR_LEFT = mirror("MIRROR L").at(1560, 1520);
    static final Island MIRROR_RIGHT = mirror("MIRROR R").mirroredAt(1780, 1520);
    static final Island FIN =
            Outline.of("FIN", 400, 150)
                    .path("M 10 138 C 60 80 200 20 380 10 L 392 138 Z")
                    .mesh(6, 2, 20)
                    .at(1570, 1706);
    static final Island SKIRT_LEFT = skirt("SKIRT L").at(56, 1840);
    static final Island SKIRT_RIGHT = skirt("SKIRT R").mirroredAt(56, 1944);

    static final List<Island> ISLANDS =
            List.of(
                    LEFT,
                    RIGHT,
                    HOOD,
                    WINDSCREEN,
                    ROOF,
                    FRONT,
                    REAR,
                    DECK,
                    SPLITTER,
                    FENDER_LEFT,
                    FENDER_RIGHT,
                    WING,
                    WING_BELOW,
                    PLATE_LEFT,
                    PLATE_RIGHT,
                    MIRROR_LEFT,
                    MIRROR_RIGHT,
                    FIN,
                    SKIRT_LEFT,
                    SKIRT_RIGHT);

    private CarLayout() {}

    private static Outline side(String name) {
        return Outline.of(name, 1340, 360)
                .path(SIDE)
                .hole(FRONT_WINDOW)
                .hole(REAR_WINDOW)
                .arch(246, 346, 106)
                .arch(1094, 346, 108)
                .seam("M 372 140 C 384 210 376 280 392 356")
                .seam("M 728 36 C 732 130 742 240 730 352")
                .seam("M 392 300 L 976 296")
                .seam("M 1000 110 C 1004 160 1000 200 1010 250")
                .mesh(13, 4, 26);
    }

    private static Outline fender(String name) {
        return Outline.of(name, 450, 200)
                .path(
                        "M 12 180 C 20 90 110 16 226 14 C 340 14 426 84 438 180 L 344 186"
                                + " C 330 130 290 96 226 96 C 160 96 116 130 106 186 Z")
                .mesh(7, 2, 0);
    }

    private static Outline plate(String name) {
        return Outline.of(name, 290, 160)
                .path("M 10 10 L 230 10 C 262 14 280 40 282 74 L 270 150 L 60 150 L 10 110 Z")
                .mesh(4, 3, 0);
    }

    private static Outline mirror(String name) {
        return Outline.of(name, 190, 130)
                .path(
                        "M 20 30 C 60 6 130 4 170 22 C 186 50 184 96 168 112 C 120 128 60 126 22 104"
                                + " C 8 80 8 54 20 30 Z")
                .mesh(4, 3, 0);
    }

    private static Outline skirt(String name) {
        return Outline.of(name, 1120, 76)
                .path("M 20 12 L 1080 6 L 1112 44 L 1096 68 L 30 70 L 8 46 Z")
                .mesh(10, 1, 0);
    }

    /** Everything that paint shows on. */
    static Area paintable() {
        Area all = new Area();
        ISLANDS.forEach(island -> all.add(new Area(island.outline())));
        return all;
    }
}
