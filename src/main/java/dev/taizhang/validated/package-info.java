/**
 * The second stage: every row of a delivery becomes typed and is accepted, rejected with a reason for its sender, or
 * left out for a named reason. Always read = accepted + rejected + left out.
 */
package dev.taizhang.validated;
