package vektra.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One end of a connection that is passed on. */
public interface Side extends Closeable {
    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /** Says that nothing more is written. */
    void endOutput() throws IOException;

    static Side of(Socket socket) {
        return new Side() {
            @Override
            public InputStream in() throws IOException {
                return socket.getInputStream();
            }

            @Override
            public OutputStream out() throws IOException {
                return socket.getOutputStream();
            }

            @Override
            public void endOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
