package vektra.provider.sqs.server.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/** A number within a group. */
public record Place(String group, long number) {
    /** How the store writes them. */
    static final class Type extends BasicDataType<Place> {
        static final Type INSTANCE = new Type();

        @Override
        public int getMemory(Place place) {
            return 64 + 2 * place.group.length();
        }

        @Override
        public int compare(Place one, Place other) {
            int groups = one.group.compareTo(other.group);
            return groups != 0 ? groups : Long.compare(one.number, other.number);
        }

        @Override
        public void write(WriteBuffer to, Place place) {
            StringDataType.INSTANCE.write(to, place.group);
            to.putVarLong(place.number);
        }

        @Override
        public Place read(ByteBuffer from) {
            String group = StringDataType.INSTANCE.read(from);
            return new Place(group, DataUtils.readVarLong(from));
        }

        @Override
        public Place[] createStorage(int size) {
            return new Place[size];
        }
    }
}
