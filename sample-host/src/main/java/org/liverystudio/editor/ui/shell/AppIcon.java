package org.liverystudio.editor.ui.shell;

import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;

/** The picture of the window in a task bar: racing stripes on a dark tile. */
final class AppIcon {
    private static final double SIZE = 128;

    private AppIcon() {}

    static Image image() {
        Rectangle tile = new Rectangle(SIZE, SIZE, Color.web("#161b22"));
        Rectangle shape = new Rectangle(SIZE, SIZE);
        shape.setArcWidth(SIZE * 0.4);
        shape.setArcHeight(SIZE * 0.4);
        Group icon = new Group(tile, stripe(20, 34, "#f0883e"), stripe(66, 16, "#f0f6fc"));
        icon.setClip(shape);
        SnapshotParameters onGlass = new SnapshotParameters();
        onGlass.setFill(Color.TRANSPARENT);
        return icon.snapshot(onGlass, null);
    }

    /** A slanted stripe from the bottom to the top of the tile. */
    private static Polygon stripe(double x, double width, String color) {
        double slant = 30;
        Polygon stripe = new Polygon(x, SIZE, x + slant, 0, x + slant + width, 0, x + width, SIZE);
        stripe.setFill(Color.web(color));
        return stripe;
    }
}
