import com.adobe.epubcheck.tool.EpubChecker;

/** Checks many EPUBs in one process: arguments are pairs of EPUB and JSON report. */
public class Many {
    public static void main(String[] args) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            new EpubChecker().run(new String[] {
                args[i], "--failonwarnings", "--json", args[i + 1]});
        }
    }
}
