package vektra.monitors.uptime.read;

/** How long runs took, to within three percent, in a memory that does not grow with their number. */
public final class Durations {
    /** Parts of each power of two. */
    private static final int PARTS = 16;

    private static final int BITS = 4;
    /** Tenths of a millisecond in a second. */
    private static final double SECOND = 10_000;

    private int first;
    private int[] counts = new int[0];
    private long count;
    private double sum;

    public void add(long tenths) {
        put(cell(tenths), 1, tenths);
    }

    private void reach(int cell) {
        if (counts.length == 0) {
            first = cell;
            counts = new int[4];
            return;
        }
        int from = Math.min(first, cell);
        int to = Math.max(first + counts.length, cell + 1);
        int[] wider = new int[to - from];
        System.arraycopy(counts, 0, wider, first - from, counts.length);
        first = from;
        counts = wider;
    }

    public void add(Durations other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                put(other.first + i, other.counts[i], 0);
            }
        }
        sum += other.sum;
    }

    /** The number of the first cell; behind it come as many as {@link #cells} says. */
    public int first() {
        return first;
    }

    /** How many runs are in each cell. */
    public int[] cells() {
        return counts;
    }

    /** Of so many cells from a first one on, which are empty still. */
    public static Durations of(int first, int cells) {
        Durations durations = new Durations();
        durations.first = first;
        durations.counts = new int[cells];
        return durations;
    }

    /** Tenths of a millisecond, all together. */
    public long tenths() {
        return Math.round(sum);
    }

    /** Adds a cell; all together then take that much. */
    public void put(int cell, int many, long tenths) {
        if (cell < first || cell >= first + counts.length) {
            reach(cell);
        }
        counts[cell - first] += many;
        count += many;
        sum += tenths;
    }

    private static int cell(long tenths) {
        if (tenths < PARTS) {
            return (int) tenths;
        }
        int power = 63 - Long.numberOfLeadingZeros(tenths);
        return (power - BITS + 1) * PARTS + (int) (tenths >>> (power - BITS)) - PARTS;
    }

    /** The least that is in a cell. */
    private static double least(int cell) {
        return cell < PARTS ? cell : (double) (cell % PARTS + PARTS) * (1L << (cell / PARTS - 1));
    }

    private static double middle(int cell) {
        return cell < PARTS ? cell : (least(cell) + least(cell + 1)) / 2;
    }

    public long count() {
        return count;
    }

    /** All together, in seconds. */
    public double sum() {
        return sum / SECOND;
    }

    /** The seconds that so many of a hundred took at most; NaN when there are none. */
    public double percentile(double percent) {
        long wanted = Math.max(1, (long) Math.ceil(count * percent / 100));
        long passed = 0;
        for (int i = 0; i < counts.length; i++) {
            passed += counts[i];
            if (passed >= wanted) {
                return middle(first + i) / SECOND;
            }
        }
        return Double.NaN;
    }

    /** How many took at most so many seconds, where a cell in between counts when its middle does. */
    public long atMost(double seconds) {
        long passed = 0;
        for (int i = 0; i < counts.length; i++) {
            passed += middle(first + i) <= seconds * SECOND ? counts[i] : 0;
        }
        return passed;
    }
}
