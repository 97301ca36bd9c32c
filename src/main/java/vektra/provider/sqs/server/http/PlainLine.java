package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** Bytes as they are. */
record PlainLine(SocketChannel channel) implements Line {
    @Override
    public boolean take(ByteBuffer came, Consumer<ByteBuffer> to) {
        to.accept(came);
        return true;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(from);
        return !from.hasRemaining();
    }

    @Override
    public void end() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public boolean isBusy() {
        return false;
    }

    @Override
    public boolean isPartway() {
        return false;
    }

    @Override
    public boolean isBlocked() {
        return false;
    }

    @Override
    public long held() {
        return 0;
    }
}
