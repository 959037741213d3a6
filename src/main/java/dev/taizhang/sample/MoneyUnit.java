package dev.taizhang.sample;

/** The unit of a sheet's amounts, and where the sheet states it. */
enum MoneyUnit {
    /** 元, which is not stated in the sheet but agreed with the sender. */
    YUAN(0, "", ""),
    /** 万元, stated once in the title; the headers have no unit. */
    TEN_THOUSAND_IN_TITLE(4, "（单位：万元）", ""),
    /** 万元, stated in the header of every amount. */
    TEN_THOUSAND_IN_HEADER(4, "", "（万元）"),
    /** 亿元, stated in the header of every amount. */
    HUNDRED_MILLION_IN_HEADER(8, "", "（亿元）");

    private final int power;
    private final String inTitle;
    private final String inHeader;

    MoneyUnit(int power, String inTitle, String inHeader) {
        this.power = power;
        this.inTitle = inTitle;
        this.inHeader = inHeader;
    }

    String inTitle() {
        return inTitle;
    }

    String inHeader() {
        return inHeader;
    }

    Cell cell(Amount amount) {
        return new Cell.Decimal(amount.inPowerOfTen(power));
    }
}
