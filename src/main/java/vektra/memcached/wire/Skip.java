package vektra.memcached.wire;

/** Reads the value of a refused storage command and throws it away. */
public final class Skip implements Unfinished {
    private long left;

    public Skip(long bytes) {
        this.left = bytes;
    }

    @Override
    public boolean advance(Input in) {
        int count = (int) Math.min(left, in.remaining());
        in.skip(count);
        left -= count;
        return left == 0;
    }
}
