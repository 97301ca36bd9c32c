package vektra.provider.sqs.server.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** A number at a time: what happens first comes first. */
public record Moment(long time, long number) {
    /** The last one of those that are not after a time. */
    public static Moment endOf(long time) {
        return new Moment(time, Long.MAX_VALUE);
    }

    /** How the store writes them. */
    static final class Type extends BasicDataType<Moment> {
        static final Type INSTANCE = new Type();

        @Override
        public int getMemory(Moment moment) {
            return 40;
        }

        @Override
        public int compare(Moment one, Moment other) {
            return one.time != other.time ? Long.compare(one.time, other.time) : Long.compare(one.number, other.number);
        }

        @Override
        public void write(WriteBuffer to, Moment moment) {
            to.putLong(moment.time).putLong(moment.number);
        }

        @Override
        public Moment read(ByteBuffer from) {
            return new Moment(from.getLong(), from.getLong());
        }

        @Override
        public Moment[] createStorage(int size) {
            return new Moment[size];
        }
    }
}
