/**
 * Every maximum of an argument or a read, in one place: the server refuses beyond them and the
 * forms count down to them. Lengths are UTF-16 code units, as `String.length` counts.
 */
export const LIMITS = {
  personName: 80,
  /** Admins whose names nobody else may take. */
  adminsCompared: 100,
  profileText: 100,
  email: 254,
  /** Open invitations shown, the newest. */
  invitationsShown: 200,
  imageUrl: 2_000,
  workspaceName: 60,
  /** A picture of the workspace or of a person, as the browser has scaled it down; and the smaller one for lists. */
  imageBytes: 256 * 1024,
  smallImageBytes: 64 * 1024,
  channelName: 80,
  channelDescription: 250,
  channelTopic: 250,
  channelOwners: 20,
  /** Channels that new members of the workspace are in from the beginning. */
  newcomersChannels: 20,
  messageText: 40_000,
  filesPerMessage: 10,
  filesPerTask: 30,
  /** Bytes of one file, where no admin has chosen another limit; and the most that one can choose. */
  fileBytes: 100 * 1024 * 1024,
  mostFileBytes: 5 * 1024 * 1024 * 1024,
  fileName: 200,
  /** Folders in each other, and those of one channel: whoever opens its files knows all of them. */
  folderDepth: 10,
  foldersPerChannel: 500,
  folderName: 80,
  noteTitle: 200,
  noteText: 40_000,
  /** Characters of a file that a search looks through. */
  fileText: 20_000,
  /** Bytes of a file in one answer: what HTTP actions may send on Convex is little more than twice as much. */
  filePart: 8 * 1024 * 1024,
  /** Bytes of the smaller picture of a file, and pixels of a side of a picture. */
  previewBytes: 512 * 1024,
  picturePixels: 65_535,
  /** Links of one message that are looked at, and those of one person in an hour. */
  linksPerMessage: 3,
  linksPerHour: 60,
  linkUrl: 2_000,
  /** What a link preview shows of a page, in characters. */
  linkTitle: 200,
  linkSite: 80,
  linkDescription: 300,
  /** Bytes of a page that are read, those of its picture, and pixels of a side of that. */
  linkPage: 512 * 1024,
  linkPicture: 1024 * 1024,
  linkPicturePixels: 4_096,
  /** Link previews taken off one message that it remembers: the last ones. */
  linksHidden: 20,
  /** Ids made by a client to recognise its own message. */
  clientId: 64,
  /** People mentioned in one message; later ones stay text. */
  mentionsPerMessage: 50,
  /** Who is shown to be typing or to look at a card; and members of the largest channel where typing is told. */
  signalsShown: 8,
  typingMembers: 100,
  /** Browsers of one person that are told by push, and what is kept of each. */
  pushSubscriptions: 20,
  pushEndpoint: 1_000,
  pushDevice: 80,
  statusText: 80,
  emoji: 32,
  /** Emoji of the workspace: every window knows their names. */
  ownEmoji: 2_000,
  emojiName: 32,
  emojiKindsPerMessage: 50,
  reactionsPerMessage: 500,
  /** Those shown: the last few may have come at once. */
  reactionsRead: 600,
  /** People of a direct conversation, the one who opens it included. */
  directMembers: 9,
  taskTitle: 200,
  taskDescription: 10_000,
  blockedReason: 200,
  tagsPerTask: 10,
  tag: 30,
  /** Corrections the rules learn from: the newest. */
  correctionsLearned: 200,
  /** Characters of a description, and messages of a conversation, that are judged. */
  judgedDescription: 2_000,
  judgedMessages: 8,
  /** People offered as owners to a provider. */
  judgedPeople: 30,
  aiReason: 200,
  /** Requests to a provider per person and day (UTC). */
  aiRequestsPerDay: 200,
  /** The most that an admin can allow a month, in tokens; and what is allowed at first. */
  aiMonthlyTokens: 1_000_000_000,
  aiDefaultMonthlyTokens: 2_000_000,
  /** People with figures of their own in the AI's use: those who used most. */
  aiPeopleShown: 50,
  /** Messages asked for at once. */
  pageItems: 200,
  /** Days that are asked for at once: those of a month's page. */
  daysAsked: 42,
  /** Requests for access of one person that wait, and those that a channel shows at once. */
  accessRequestsPerPerson: 50,
  accessRequestsShown: 20,
  /** People of a private channel who are told that somebody asks to be let in. */
  toldOfRequest: 20,
  /** Unread messages counted in an open channel and in mails; this many means "99+". */
  unreadCounted: 100,
  /** Unread messages counted where a channel is not open; this many means "9+". */
  unreadGlanced: 9,
  /** Messages looked at while counting, own and deleted ones included. */
  unreadScanned: 400,
  /** Messages taken into a head at once. */
  messagesFolded: 500,
  /** Changes of a tally that are read at once. */
  tallyChangesRead: 1_000,
  /** Things asked for by their ids at once. */
  idsAsked: 100,
  /** People that a text finds at once. */
  peopleFound: 20,
  /** People of a channel who are looked at one by one; those of a larger one are found among everybody. */
  membersMatched: 100,
  /** People that one search looks at. */
  peopleScanned: 100,
  /** Channels of one person that lists and counts look at, newest membership first. */
  channelsPerPerson: 1_000,
  /** Sections of a sidebar, the three of everybody included, and channels that stand in them by choice. */
  sections: 50,
  sectionName: 60,
  channelsPlaced: 1_000,
  timeZone: 64,
  /** Links of mails, signature included. */
  linkToken: 1_000,
  /** Entries of one section of a digest. */
  digestItems: 10,
  /** Channels with something new that a digest looks into, newest first; and those among which it finds open ones. */
  digestChannels: 30,
  digestChannelsSeen: 60,
  /** Characters of a message in a digest. */
  digestText: 240,
  /** Tasks of one section that a digest looks at. */
  digestTasks: 100,
  /** Notices that one person has not seen, the newest, that lists and counts look at. */
  noticesRead: 500,
  /** Of threads, whose positions are looked at one by one. */
  threadNoticesRead: 200,
  /** Notices with what they say that are shown at once. */
  noticesShown: 50,
  /** Words that one person wants to hear of, and the letters of one. */
  keywords: 30,
  keyword: 60,
  /** Rings of one person, the newest, that a window knows. */
  ringsShown: 20,
  /** Messages of one person within an hour that cannot wait. */
  urgentPerHour: 5,
  /** Reactions to a message, the newest, that a notice tells of. */
  reactionsGlanced: 100,
  /** Mentions that were waiting, looked at for one mail. */
  mentionsMailed: 100,
  /** Channels of one person that a weekly report looks into, newest membership first. */
  reportChannels: 60,
  /** Tasks of a channel that it reads of each kind, and of all channels together. */
  reportTasksPerKind: 300,
  reportTasks: 4_000,
  /** People of it with figures of their own. */
  reportPeople: 12,
  /** Tasks it names of each kind. */
  reportItems: 20,
  /** An error of a mail server, as it is kept. */
  deliveryError: 500,
  /** Rows of a queue that are counted for those who look after it. */
  queueCounted: 100,
  /** What a provider posts at once. */
  webhookBytes: 500_000,
  /** Events of it that are kept in one transaction. */
  webhookEvents: 200,
  webhookType: 100,
  providerEventsShown: 50,
  /** Cards of a column that are read at once: a page that has grown is read up to its end. */
  boardColumn: 500,
  /** Tasks that a text finds at once. */
  tasksFound: 8,
  /** Characters that a search reads, and operators among them. */
  searchText: 500,
  searchOperators: 12,
  /** Entries that one look at the index answers, and one at a private channel among many. */
  searchScanned: 256,
  searchGlanced: 16,
  /** Things on one page of results, and those that are counted: this many means "100+". */
  searchPage: 20,
  searchCounted: 100,
  savedSearches: 50,
  /** Messages of one person that are sent later, and reminders that wait; and how far ahead both may be. */
  scheduledPerPerson: 50,
  remindersPerPerson: 500,
  daysAhead: 366,
  /** Drafts of one person that are listed, and characters of them: the last changed. */
  draftsListed: 500,
  draftsListedText: 1_000_000,
  /** Messages somebody has saved: those that are marked in one channel, and those that a search looks through; the last. */
  savesShown: 1_000,
  savesSearched: 1_000,
  /** Things among which the best are put first. */
  searchRanked: 100,
  /** People and channels that a search finds, of each. */
  searchNames: 20,
  /** Characters of a thing that was found, and of the messages around it. */
  searchExcerpt: 300,
  searchAround: 140,
} as const;

/** The last millisecond of the year 9999: later dates have five-digit years that no input can show. */
export const LAST_DATE_MS = 253_402_300_799_999;
