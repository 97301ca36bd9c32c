package vektra.memcached;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meta commands side by side with memcached. */
@Timeout(120)
class MetaDifferentialIT {
    private static final String LONG_KEY = "k".repeat(250);

    private Comparison both;

    @BeforeEach
    void start() throws IOException {
        both = Comparison.start();
    }

    @AfterEach
    void stop() {
        if (both != null) {
            both.close();
        }
    }

    @Test
    void get() {
        both.commands("""
                ms a 3 F7|abc
                mg a
                mg a s v f t k Oopaque c
                mg a k q
                mg none k Ox
                mg none k Ox q
                mg none v
                mg
                mg a !
                mg a v v
                mg a Tx
                mg a T
                mg a N
                mg a T0 t
                mg a P1 L2 v
                mg a a
                mg a h
                mg a h
                mg a h u
                ms h 1|x
                mg h h u
                mg h h
                mg h h
                mg new N0 v t c
                mg new N0 v
                mg new k O1 s f
                mg a s t f c k v h q u O1 P L T0 R0 N0
                mg a s t f c k v h q u O1 P L T0 R0 N0 I M1 D1 J1
                ms a 1 T0 k|x
                mg a R0
                mg a R-1
                mg a R30
                mg none R30
                ms a 1 T-1|x
                mg a
                """);
        both.lines("mg a O" + "o".repeat(31), "mg a O" + "o".repeat(32), "mg \u00e9 k");
        both.lines("mg " + LONG_KEY + " k", "mg " + LONG_KEY + "k k");
        both.lines("mg a" + " v".repeat(17), "mg a" + " v".repeat(18), "mg a" + " v".repeat(30));
    }

    @Test
    void set() {
        both.commands("""
                ms a 3 F7|abc
                ms a 1 MR c|x
                ms none 1 MR|x
                ms a 1 ME k O1|x
                ms a 1 MA|y
                ms a 1 MP|w
                mg a v c
                ms a 1 MS q|x
                ms a 1 MX|x
                ms a 1 Mabc|x
                ms a 1 M|x
                ms a 1 C999 c k|x
                ms none 1 C999|x
                mg a c
                ms a 1 C5 c|y
                ms a 1 C1 I|z
                mg a v c
                mg a v
                ms a 1 C999 MA|z
                ms a 1 C0|x
                ms a 1 q|xyz
                ms a
                ms a x
                ms a -1
                ms
                ms a 1 !|x
                ms a 1 Fx|x
                ms a 1 F|x
                ms a 1 Cx|x
                ms a 2 T0|xy
                mg a t
                ms a 1 P L|x
                """);
        both.lines("ms a 1 O" + "o".repeat(32) + "\r\nx", "ms " + LONG_KEY + "k 1\r\nx");
        both.lines("ms a 1" + " q".repeat(16) + "\r\nx", "ms a 1" + " q".repeat(17) + "\r\nx");
        both.lines("ms a 1048576 q\r\n" + "v".repeat(1_048_576), "mg a");
    }

    @Test
    void delete() {
        both.commands("""
                md none
                md none q k
                ms a 1|x
                md a C999 k
                md a I Ox
                mg a v c
                mg a v
                md a I q
                mg a
                md a q
                md a
                ms a 1|x
                md a C9 q
                md a !
                md a q q
                md a Cx
                md
                """);
        both.lines("md " + LONG_KEY + "k", "md a O" + "o".repeat(32));
    }

    @Test
    void arithmetic() {
        both.commands("""
                ma none
                ma none q
                ma n N0 J13 v t c k O1
                ma n v
                ma n D6 v c
                ma n MD D30 v
                ma n MI
                ma n M+ v
                ma n M- v
                ma n MX
                ma n Mxx
                ma n C1
                ma n q
                ma n q v
                ma n Dx
                ma n D
                ma n Jx
                ma n T0 t
                ma n D18446744073709551615 v
                ms s 1|x
                ma s
                ma s q
                ma
                ma n !
                ma m N0 q
                ma m N0 v q
                get n m
                ma n N0 J5 v
                ma n C99 k Oo
                """);
        both.lines("ma n O" + "o".repeat(32));
    }

    @Test
    void keys_in_base64() {
        both.commands("""
                ms AAEgfw== 1 b|x
                mg AAEgfw== b k v
                mg AAEgfw==
                mg AAEgfw== b k q
                md AAEgfw== b k
                mg AAEgfw== b k
                md AAEgfw== b k
                ms Zm9v 1 b k c|x
                mg foo v
                mg Zm9v b k
                ma Zm9v b k
                ms Zm9v 1 b k|5
                ma Zm9v b k v
                ma Zm9v k b v
                mg !!!! b
                mg abc b
                ms !!!! 1 b|x
                md !!!! b
                mg !!!! b b
                mg !!!! b !
                """);
    }
}
