package org.liverystudio.editor.ui.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Where a window stands.
 *
 * @param maximized then the other numbers are what it goes back to
 */
record WindowPlacement(double x, double y, double width, double height, boolean maximized) {
    private static final double WIDEST_FIRST = 1600;
    private static final double HIGHEST_FIRST = 1000;
    private static final Pattern FORMAT =
            Pattern.compile("(-?\\d{1,5}) (-?\\d{1,5}) (\\d{2,5}) (\\d{2,5})( maximized)?");

    String format() {
        return "%.0f %.0f %.0f %.0f%s"
                .formatted(x, y, width, height, maximized ? " maximized" : "");
    }

    static Optional<WindowPlacement> parse(String text) {
        Matcher parts = FORMAT.matcher(text.toLowerCase(Locale.ROOT));
        return parts.matches()
                ? Optional.of(
                        new WindowPlacement(
                                Double.parseDouble(parts.group(1)),
                                Double.parseDouble(parts.group(2)),
                                Double.parseDouble(parts.group(3)),
                                Double.parseDouble(parts.group(4)),
                                parts.group(5) != null))
                : Optional.empty();
    }

    /** Most of the screen, centred: for the first start, or when the old screen is gone. */
    static WindowPlacement onScreen(Rectangle2D screen) {
        double width = Math.min(WIDEST_FIRST, screen.getWidth());
        double height = Math.min(HIGHEST_FIRST, screen.getHeight());
        return new WindowPlacement(
                screen.getMinX() + (screen.getWidth() - width) / 2,
                screen.getMinY() + (screen.getHeight() - height) / 2,
                width,
                height,
                false);
    }

    /** The same place, no larger than the screen. */
    WindowPlacement inside(Rectangle2D screen) {
        double w = Math.min(width, screen.getWidth());
        double h = Math.min(height, screen.getHeight());
        return new WindowPlacement(
                Math.clamp(x, screen.getMinX(), screen.getMaxX() - w),
                Math.clamp(y, screen.getMinY(), screen.getMaxY() - h),
                w,
                h,
                maximized);
    }

    void apply(Stage stage) {
        WindowPlacement allowed =
                Screen.getScreensForRectangle(x, y, width, height).stream()
                        .findFirst()
                        .map(screen -> inside(screen.getVisualBounds()))
                        .orElseGet(() -> onScreen(Screen.getPrimary().getVisualBounds()));
        stage.setX(allowed.x);
        stage.setY(allowed.y);
        stage.setWidth(allowed.width);
        stage.setHeight(allowed.height);
        stage.setMaximized(maximized);
    }

    /**
     * @param normal the placement before the window was maximized
     */
    static WindowPlacement of(Stage stage, Optional<WindowPlacement> normal) {
        if (stage.isMaximized()) {
            WindowPlacement back =
                    normal.orElseGet(() -> onScreen(Screen.getPrimary().getVisualBounds()));
            return new WindowPlacement(back.x, back.y, back.width, back.height, true);
        }
        return new WindowPlacement(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }
}
