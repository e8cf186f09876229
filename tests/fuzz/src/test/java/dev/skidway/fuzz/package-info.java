/** Whatever bytes come in: every decoder reads them or refuses them with a code. The targets lie in the packages of what they feed. */
@NullMarked
package dev.skidway.fuzz;

import org.jspecify.annotations.NullMarked;
