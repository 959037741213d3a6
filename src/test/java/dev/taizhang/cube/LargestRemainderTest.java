package dev.taizhang.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Division in whole smallest units, each example small enough to do on paper. */
class LargestRemainderTest {
    @Test
    void thirdsOfOneHundredGiveTheOddUnitToTheFirst() {
        assertThat(LargestRemainder.divide(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
    }

    @Test
    void theLargestRemainderGetsTheUnitWhereverItStands() {
        // 10 × 15 % = 1.5, 10 × 28 % = 2.8, 10 × 57 % = 5.7
        assertThat(LargestRemainder.divide(10, new long[] {15, 28, 57})).containsExactly(1, 3, 6);
    }

    @Test
    void sharesBeyondTheWholeAreTakenBackByNegativePart() {
        // 60 % and 50 % of 7 and −10 % of it: 4.2, 3.5 and −0.7; rounded down they are 4, 3 and −1, and one is left.
        assertThat(LargestRemainder.divide(7, new long[] {60, 50, -10})).containsExactly(4, 4, -1);
    }

    @Test
    void everyPlaceIsTheWholeAndTheLastLineTakesBackWhatIsCountedAgain() {
        assertThat(LargestRemainder.divide(999, new long[] {1, 1, 1, -2})).containsExactly(999, 999, 999, -1998);
    }

    @Test
    void greatAmountsAreExact() {
        long[] parts = LargestRemainder.divide(Long.MAX_VALUE, new long[] {333_333, 333_333, 333_334});
        assertThat(Arrays.stream(parts).sum()).isEqualTo(Long.MAX_VALUE);
    }
}
