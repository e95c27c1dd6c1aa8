import { SearchScreen } from "@/features/search";
import { Page } from "@/ui/Page";
import { texts } from "@/texts";
import { SidePane } from "../panes/SidePane";

export function SearchPage() {
  return (
    <>
      <Page title={texts.search.search}>
        <SearchScreen />
      </Page>
      <SidePane />
    </>
  );
}
