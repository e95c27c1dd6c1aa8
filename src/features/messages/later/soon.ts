/** What comes soon after the first paint, and stays. */
export { BookmarkList } from "../bookmarks/BookmarkList";
export { BookmarksBar } from "../bookmarks/BookmarksBar";
export { KeepDrafts } from "../drafts/KeepDrafts";
