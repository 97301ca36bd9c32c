package vektra.provider.memcache.builtin;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The binary protocol: takes requests apart and checks their form; {@link BinaryCommands} carries them out. */
final class BinaryProtocol implements Protocol {
    private static final byte MAGIC = (byte) 0x80;

    private final BinaryCommands commands;

    BinaryProtocol(BinaryCommands commands) {
        this.commands = commands;
    }

    @Override
    public boolean next(Session session, Input in) {
        if (in.remaining() < BinaryRequest.HEADER_LENGTH) {
            return false;
        }
        if (in.at(0) != MAGIC) {
            session.close();
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(in.buffer(), in.position(), BinaryRequest.HEADER_LENGTH)
                .slice();
        int number = Byte.toUnsignedInt(header.get(1));
        int keyLength = Short.toUnsignedInt(header.getShort(2));
        int extrasLength = Byte.toUnsignedInt(header.get(4));
        long valueLength = Integer.toUnsignedLong(header.getInt(8)) - extrasLength - keyLength;
        int opaque = header.getInt(12);
        long cas = header.getLong(16);
        BinaryStatus refusal = refusal(keyLength, valueLength);
        if (refusal == null && in.remaining() < BinaryRequest.HEADER_LENGTH + extrasLength + keyLength) {
            return false;
        }
        in.skip(BinaryRequest.HEADER_LENGTH);
        if (refusal != null) {
            ByteBuffer none = ByteBuffer.allocate(0);
            refuse(session, new BinaryRequest(number, none, new Key(none.array()), 0, opaque, cas), refusal);
            return true;
        }
        ByteBuffer extras = ByteBuffer.wrap(in.copy(extrasLength));
        in.skip(extrasLength);
        Key key = new Key(in.copy(keyLength));
        in.skip(keyLength);
        answer(session, new BinaryRequest(number, extras, key, valueLength, opaque, cas));
        return true;
    }

    private void answer(Session session, BinaryRequest request) {
        Opcode opcode = Opcode.of(request.number());
        if (opcode == null) {
            new BinaryReply(session.out(), request, false).error(BinaryStatus.UNKNOWN_COMMAND);
            session.begin(new Skip(request.valueLength()));
        } else if (isWellFormed(opcode, request)) {
            commands.carryOut(session, opcode, request);
        } else {
            refuse(session, request, BinaryStatus.INVALID_ARGUMENTS);
        }
    }

    /** Where the next request begins is anyone's guess now, so there will be none. */
    private static void refuse(Session session, BinaryRequest request, BinaryStatus status) {
        new BinaryReply(session.out(), request, false).error(status);
        session.close();
    }

    private static @Nullable BinaryStatus refusal(int keyLength, long valueLength) {
        if (valueLength < 0) {
            return BinaryStatus.UNKNOWN_COMMAND;
        }
        return keyLength > Key.MAX_LENGTH || valueLength > Integer.MAX_VALUE ? BinaryStatus.INVALID_ARGUMENTS : null;
    }

    private static boolean isWellFormed(Opcode opcode, BinaryRequest request) {
        return switch (opcode) {
            case GET, GETK, DELETE -> request.hasOnly(0, true);
            case TOUCH, GAT, GATK -> request.hasOnly(4, true);
            case INCREMENT, DECREMENT -> request.hasOnly(20, true);
            case NOOP, VERSION, QUIT -> request.hasOnly(0, false);
            case FLUSH -> request.hasOnly(0, false) || request.hasOnly(4, false);
            case STAT -> request.hasOnly(0, false) || request.hasOnly(0, true);
            case SET, ADD, REPLACE -> request.extrasLength() == 8 && request.hasKey();
            case APPEND, PREPEND -> request.extrasLength() == 0 && request.hasKey();
        };
    }
}
