package dev.taizhang.feeds;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * A part of a large file that is read by itself. The part begins and ends between two rows. Where the meaning of a row
 * depends on rows of other parts, reading it ends with {@link RefusalMessages#dependsOnOtherParts}, and the file must be
 * read as a whole.
 */
public sealed interface FilePart extends Serializable {
    /** The bytes of the file that are needed to read the part. */
    List<Range> ranges();

    /** Bytes of a file: the first one, and the one after the last. */
    record Range(long start, long end) implements Serializable {
        static final Range WHOLE = new Range(0, Long.MAX_VALUE);

        /** Opens the bytes in a file. */
        InputStream open(Path file) throws IOException {
            InputStream whole = Files.newInputStream(file);
            whole.skipNBytes(start);
            return ByteStreams.limit(whole, end - start);
        }
    }

    /**
     * Records of a CSV.
     *
     * @param head the first records, among which the header must be
     * @param before the number of records before the part
     * @param charset the charset of the whole file
     */
    record Records(Range head, Range range, int before, String charset) implements FilePart {
        @Override
        public List<Range> ranges() {
            return List.of(head, range);
        }

        /** Whether the part begins with the first record of the file. */
        boolean isFirst() {
            return range.start() == 0;
        }
    }

    /**
     * Lines of a file of JSON Lines.
     *
     * @param before the number of lines before the part
     * @param names the keys of the first part; no other part may have further ones
     * @param valued the places of those that hold values in the first part
     */
    record Objects(Range range, int before, List<String> names, BitSet valued) implements FilePart {
        @Override
        public List<Range> ranges() {
            return List.of(range);
        }
    }

    /**
     * Row groups of a Parquet file.
     *
     * @param first the number of the first one, from 0
     * @param end the number after the last one
     * @param before the number of rows before the part
     */
    record RowGroups(int first, int end, int before, List<Range> ranges) implements FilePart {}
}
