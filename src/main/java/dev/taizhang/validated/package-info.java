/**
 * The second stage: every row of a delivery becomes typed, and is accepted, rejected with a reason its sender
 * understands, or left out for a named reason. Read = accepted + rejected + left out, always.
 */
package dev.taizhang.validated;
