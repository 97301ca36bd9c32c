/** The two halves of what encrypts a file in the format of age: who it is for, and what opens it. */
@NullMarked
package vektra.model.age;

import org.jspecify.annotations.NullMarked;
