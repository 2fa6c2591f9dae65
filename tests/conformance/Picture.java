/* A page in shades of grey, a point a pixel, as a reader paints it. */
final class Picture {
    static final int TILE = 8; /* points */

    final int width, height; /* in tiles, those cut off at the edges left out */
    private final byte[] shades;
    private final int stride, first;

    /* Of a PGM file of 8 bits. */
    Picture(byte[] file) {
        shades = file;
        int[] head = new int[3];
        int at = 2, found = 0;
        while (found < 3) {
            if (shades[at] == '#') {
                while (shades[at] != '\n') at++;
            } else if (shades[at] >= '0' && shades[at] <= '9') {
                for (; shades[at] >= '0' && shades[at] <= '9'; at++) head[found] = head[found] * 10 + shades[at] - '0';
                found++;
                continue;
            }
            at++;
        }
        stride = head[0];
        first = at + 1;
        width = head[0] / TILE;
        height = head[1] / TILE;
    }

    private int shade(int x, int y) {
        return shades[first + y * stride + x] & 255;
    }

    /* How dark a tile is on average, 0 to 1. */
    private double darkness(int column, int row) {
        int sum = 0;
        for (int y = row * TILE; y < (row + 1) * TILE; y++)
            for (int x = column * TILE; x < (column + 1) * TILE; x++) sum += 255 - shade(x, y);
        return sum / (255.0 * TILE * TILE);
    }

    /* The most by which the same tile of both differs, and where: darkness, x and y in points. */
    double[] difference(Picture other) {
        double[] worst = {0, 0, 0};
        for (int row = 0; row < Math.min(height, other.height); row++)
            for (int column = 0; column < Math.min(width, other.width); column++) {
                double by = Math.abs(darkness(column, row) - other.darkness(column, row));
                if (by > worst[0]) worst = new double[] {by, column * TILE, row * TILE};
            }
        return worst;
    }

    /* The contrast in a rectangle in points: 0 where nothing is seen. */
    int contrast(double left, double top, double right, double bottom) {
        int darkest = 255, lightest = 0;
        for (int y = Math.max(0, (int) top); y < Math.min(height * TILE, Math.ceil(bottom)); y++)
            for (int x = Math.max(0, (int) left); x < Math.min(width * TILE, Math.ceil(right)); x++) {
                darkest = Math.min(darkest, shade(x, y));
                lightest = Math.max(lightest, shade(x, y));
            }
        return Math.max(0, lightest - darkest);
    }
}
