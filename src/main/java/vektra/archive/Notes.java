package vektra.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;

/** The extended attributes of files, where an archive keeps them. They are read by path: only in a folder of Vektra's own. */
public enum Notes {
    KEPT,
    LEFT_OUT;

    Map<String, byte[]> of(Path file) throws IOException {
        Map<String, byte[]> notes = new TreeMap<>();
        if (this == KEPT) {
            try {
                UserDefinedFileAttributeView view = view(file);
                for (String name : view.list()) {
                    ByteBuffer value = ByteBuffer.allocate(view.size(name));
                    view.read(name, value);
                    notes.put(name, value.array());
                }
            } catch (NoSuchFileException e) {
                return notes;
            }
        }
        return notes;
    }

    void put(Path file, Map<String, byte[]> notes) throws IOException {
        if (this == KEPT) {
            for (Map.Entry<String, byte[]> note : notes.entrySet()) {
                view(file).write(note.getKey(), ByteBuffer.wrap(note.getValue()));
            }
        }
    }

    private static UserDefinedFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
