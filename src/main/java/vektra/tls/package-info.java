/** Keys and certificates: made, signed, written as PEM and read again, with nothing but the JDK. */
@NullMarked
package vektra.tls;

import org.jspecify.annotations.NullMarked;
