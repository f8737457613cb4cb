// Choices of this phone's person: text size, colours, language, what was read already. Not data:
// private windows may have no place for them, and then each start is as the first.
const preferences = {
  read(name) {
    try {
      return localStorage.getItem(name) || '';
    } catch (error) {
      return '';
    }
  },

  keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (error) {
      // Then it counts for as long as the page is open.
    }
  },
};
