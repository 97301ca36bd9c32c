package vektra.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer without end, each piece of which must be read within its time. */
final class Delivered extends OutputStream {
    private final OutputStream out;
    private final Delivery delivery;

    Delivered(OutputStream out, Delivery delivery) {
        this.out = out;
        this.delivery = delivery;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        delivery.of(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        delivery.of(out::flush);
    }
}
