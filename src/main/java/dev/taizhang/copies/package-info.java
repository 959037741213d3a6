/** The last stage: copies of a release for readers and other tools. A copy can be written again at any time. */
package dev.taizhang.copies;
