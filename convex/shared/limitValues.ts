/**
 * Every maximum of an argument or a read, in one place: the server refuses beyond them and the
 * forms count down to them. Lengths are UTF-16 code units, as `String.length` counts.
 */
export const personName = 80;
/** Admins whose names nobody else may take. */
export const adminsCompared = 100;
export const profileText = 100;
export const email = 254;
/** Open invitations shown, the newest. */
export const invitationsShown = 200;
export const imageUrl = 2_000;
export const workspaceName = 60;
/** A picture of the workspace or of a person, as the browser has scaled it down; and the smaller one for lists. */
export const imageBytes = 256 * 1024;
export const smallImageBytes = 64 * 1024;
export const channelName = 80;
export const channelDescription = 250;
export const channelTopic = 250;
export const channelOwners = 20;
/** Files and notes that are counted before a channel is deleted: one more means "100+". */
export const deletionCounted = 100;
/** Groups of the workspace, all of which the list of an `@` has; the people of one, and its names. */
export const groups = 100;
export const groupMembers = 500;
export const groupName = 80;
export const groupHandle = 30;
export const bookmarksPerChannel = 50;
export const bookmarkTitle = 100;
/** Channels that new members of the workspace are in from the beginning. */
export const newcomersChannels = 20;
export const messageText = 40_000;
/** Messages that one chooses together, to forward or delete them or to make a task of them. */
export const messagesChosen = 30;
/** Tasks that one chooses together, to change or delete them. */
export const tasksChosen = 50;
/** Tasks that are made in one transaction, and those that one pastes together. */
export const tasksMade = 20;
export const tasksPasted = 500;
export const filesPerMessage = 10;
export const filesPerTask = 30;
/** Channels in which a task was talked of before it came to where it is. */
export const formerDiscussions = 10;
/** Bytes of one file, where no admin has chosen another limit; and the most that one can choose. */
export const fileBytes = 100 * 1024 * 1024;
export const mostFileBytes = 5 * 1024 * 1024 * 1024;
export const fileName = 200;
/** Folders in each other, and those of one channel: whoever opens its files knows all of them. */
export const folderDepth = 10;
export const foldersPerChannel = 500;
export const folderName = 80;
export const noteTitle = 200;
export const noteText = 40_000;
/** Characters of a file that a search looks through. */
export const fileText = 20_000;
/** Bytes of a file in one answer: what HTTP actions may send on Convex is little more than twice as much. */
export const filePart = 8 * 1024 * 1024;
/** Bytes of the smaller picture of a file, and pixels of a side of a picture. */
export const previewBytes = 512 * 1024;
export const picturePixels = 65_535;
/** Links of one message that are looked at, and those of one person in an hour. */
export const linksPerMessage = 3;
export const linksPerHour = 60;
export const linkUrl = 2_000;
/** What a link preview shows of a page, in characters. */
export const linkTitle = 200;
export const linkSite = 80;
export const linkDescription = 300;
/** Bytes of a page that are read, those of its picture, and pixels of a side of that. */
export const linkPage = 512 * 1024;
export const linkPicture = 1024 * 1024;
export const linkPicturePixels = 4_096;
/** Link previews taken off one message that it remembers: the last ones. */
export const linksHidden = 20;
/** Ids made by a client to recognise its own message. */
export const clientId = 64;
/** People mentioned in one message; later ones stay text. */
export const mentionsPerMessage = 50;
/** Who is shown to be typing or to look at a card; and members of the largest channel where typing is told. */
export const signalsShown = 8;
export const typingMembers = 100;
/** Browsers of one person that are told by push, and what is kept of each. */
export const pushSubscriptions = 20;
export const pushEndpoint = 1_000;
export const pushDevice = 80;
export const statusText = 80;
export const emoji = 32;
/** Emoji of the workspace: every window knows their names. */
export const ownEmoji = 2_000;
export const emojiName = 32;
export const emojiKindsPerMessage = 50;
export const reactionsPerMessage = 500;
/** Those shown: the last few may have come at once. */
export const reactionsRead = 600;
/** People of a direct conversation, the one who opens it included. */
export const directMembers = 9;
export const taskTitle = 200;
export const taskDescription = 10_000;
export const blockedReason = 200;
/** Hours that a task is estimated at. */
export const estimate = 1_000;
export const helpersPerTask = 10;
export const watchersPerTask = 100;
/** Tasks that one person sees later in their list. */
export const tasksDeferred = 200;
/** Views of a board that one person keeps, and those that are kept for all. */
export const boardViews = 50;
export const viewName = 60;
export const viewQuery = 500;
/** A channel is told of moves once in so many minutes: of so many at a time, of so many cards of a column and people by name. */
export const movesToldMinutes = 10;
export const movesTold = 200;
export const movesShown = 10;
export const moversShown = 3;
/** Templates of one board, and those of the workspace. */
export const templates = 30;
export const templateName = 60;
/** Automations of a board, what each does, and the last problems that it remembers. */
export const automations = 20;
export const automationSteps = 6;
export const automationProblems = 5;
/** To how many runs one cause may lead, and how many of them one by another. */
export const automationRuns = 10;
export const automationDepth = 3;
export const automationText = 2_000;
/** Characters of a message that a rehearsal shows. */
export const automationOccasion = 200;
/** Days before a due day, or after the cause, that an automation may name. */
export const automationDays = 60;
/** Weeks that the report of a board looks back; tasks that were done in them, and those in progress, of which it tells; the last, and the oldest. */
export const flowWeeks = 12;
export const flowDone = 1_000;
export const flowOpen = 200;
/** Tasks of one week that a calendar shows. */
export const weekTasks = 200;
/** Days of a timeline, the tasks on it, and those that are looked at for it; those whose blockers are shown, and of each so many. */
export const timelineDays = 400;
export const timelineTasks = 500;
export const timelineRead = 1_000;
export const timelineWaiting = 100;
export const timelineBlockers = 10;
/** Columns of a channel's board, cards that one may be limited to, and days after which a card is quiet. */
export const columnsPerBoard = 12;
export const columnName = 40;
export const columnLimit = 200;
export const quietDays = 365;
/** Labels of the workspace: every window with a board knows them. */
export const labels = 200;
export const tagsPerTask = 10;
export const tag = 30;
/** Relations in which a task stands first, and those in which it stands second; and ranges and rows that a look for circles reads. */
export const relationsPerTask = 50;
export const relationsWalked = 1_000;
/** Parts of one task, and how deep parts have parts of their own. */
export const subtasksPerTask = 100;
export const subtaskDepth = 5;
/** Cards that are duplicated at once: one with all that is a part of it. */
export const duplicated = 30;
/** Tasks that wait, shown at once. */
export const waitsShown = 100;
/** People who are told in one transaction that what they waited for is done. */
export const waitingTold = 20;
/** Corrections the rules learn from: the newest. */
export const correctionsLearned = 200;
/** Characters of a description, and messages of a conversation, that are judged. */
export const judgedDescription = 2_000;
export const judgedMessages = 8;
/** People offered as owners to a provider. */
export const judgedPeople = 30;
export const aiReason = 200;
/** Requests to a provider per person and day (UTC). */
export const aiRequestsPerDay = 200;
/** The most that an admin can allow a month, in tokens; and what is allowed at first. */
export const aiMonthlyTokens = 1_000_000_000;
export const aiDefaultMonthlyTokens = 2_000_000;
/** People with figures of their own in the AI's use: those who used most. */
export const aiPeopleShown = 50;
/** Messages asked for at once. */
export const pageItems = 200;
/** Days that are asked for at once: those of a month's page. */
export const daysAsked = 42;
/** Requests for access of one person that wait, and those that a channel shows at once. */
export const accessRequestsPerPerson = 50;
export const accessRequestsShown = 20;
/** People of a private channel who are told that somebody asks to be let in. */
export const toldOfRequest = 20;
/** Unread messages counted in an open channel and in mails; this many means "99+". */
export const unreadCounted = 100;
/** Unread messages counted where a channel is not open; this many means "9+". */
export const unreadGlanced = 9;
/** Messages looked at while counting, own and deleted ones included. */
export const unreadScanned = 400;
/** Members of a channel from which on those who look at it are told of many messages once a second. */
export const crowd = 1_000;
/** Messages taken into a head at once. */
export const messagesFolded = 500;
/** Changes of a tally that are read at once. */
export const tallyChangesRead = 1_000;
/** Things asked for by their ids at once. */
export const idsAsked = 100;
/** People that a text finds at once. */
export const peopleFound = 20;
/** People of a channel who are looked at one by one; those of a larger one are found among everybody. */
export const membersMatched = 100;
/** People that one search looks at. */
export const peopleScanned = 100;
/** Channels of one person that lists and counts look at, newest membership first. */
export const channelsPerPerson = 1_000;
/** Sections of a sidebar, the three of everybody included, and channels that stand in them by choice. */
export const sections = 50;
export const sectionName = 60;
export const channelsPlaced = 1_000;
export const timeZone = 64;
/** Links of mails, signature included. */
export const linkToken = 1_000;
/** Entries of one section of a digest. */
export const digestItems = 10;
/** Channels with something new that a digest looks into, newest first; and those among which it finds open ones. */
export const digestChannels = 30;
export const digestChannelsSeen = 60;
/** Characters of a message in a digest. */
export const digestText = 240;
/** Names of tasks in one quoted message that are looked at for title and status. */
export const digestNamed = 10;
/** Tasks of one section that a digest looks at. */
export const digestTasks = 100;
/** Notices that one person has not seen, the newest, that lists and counts look at. */
export const noticesRead = 500;
/** Of threads, whose positions are looked at one by one. */
export const threadNoticesRead = 200;
/** Notices with what they say that are shown at once. */
export const noticesShown = 50;
/** Words that one person wants to hear of, and the letters of one. */
export const keywords = 30;
export const keyword = 60;
/** Rings of one person, the newest, that a window knows. */
export const ringsShown = 20;
/** Messages of one person within an hour that cannot wait. */
export const urgentPerHour = 5;
/** Reactions to a message, the newest, that a notice tells of. */
export const reactionsGlanced = 100;
/** Mentions that were waiting, looked at for one mail. */
export const mentionsMailed = 100;
/** Channels of one person that a weekly report looks into, newest membership first. */
export const reportChannels = 60;
/** Tasks of a channel that it reads of each kind, and of all channels together. */
export const reportTasksPerKind = 300;
export const reportTasks = 4_000;
/** People of it with figures of their own. */
export const reportPeople = 12;
/** Tasks it names of each kind. */
export const reportItems = 20;
/** Boards of which it has figures, those with the most in it; weeks before it that are looked at for those, and tasks of each; cards that it names of them. */
export const reportBoards = 6;
export const reportWeeksBefore = 4;
export const reportDoneBefore = 100;
export const reportOldest = 3;
/** An error of a mail server, as it is kept. */
export const deliveryError = 500;
/** Rows of a queue that are counted for those who look after it. */
export const queueCounted = 100;
/** What a provider posts at once. */
export const webhookBytes = 500_000;
/** Events of it that are kept in one transaction. */
export const webhookEvents = 200;
export const webhookType = 100;
export const providerEventsShown = 50;
/** Cards of a column that are read at once: a page that has grown is read up to its end. */
export const boardColumn = 500;
/** Tasks that a text finds at once. */
export const tasksFound = 8;
/** Characters that a search reads, and operators among them. */
export const searchText = 500;
export const searchOperators = 12;
/**
 * Of a search: entries that one look at the index answers, and one at a private channel among many; and things on one page
 * of results. A test makes them small.
 */
export const search = { scanned: 256, glanced: 16, page: 20 };
/** Results that are counted: this many means "100+". */
export const searchCounted = 100;
export const savedSearches = 50;
/** Messages of one person that are sent later, and reminders that wait; and how far ahead both may be. */
export const scheduledPerPerson = 50;
export const remindersPerPerson = 500;
export const daysAhead = 366;
/** Drafts of one person that are listed, and characters of them: the last changed. */
export const draftsListed = 500;
export const draftsListedText = 1_000_000;
/** Messages somebody has saved: those that are marked in one channel, and those that a search looks through; the last. */
export const savesShown = 1_000;
export const savesSearched = 1_000;
/** Things among which the best are put first. */
export const searchRanked = 100;
/** People and channels that a search finds, of each. */
export const searchNames = 20;
/** Characters of a thing that was found, and of the messages around it. */
export const searchExcerpt = 300;
export const searchAround = 140;
