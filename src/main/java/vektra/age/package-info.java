/** Files in the format of age, version 1 (age-encryption.org/v1), for recipients with X25519 keys. */
@NullMarked
package vektra.age;

import org.jspecify.annotations.NullMarked;
