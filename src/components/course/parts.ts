// The tags that a course's text may use.
import Box from './Box.astro'
import Conversation from './Conversation.astro'
import Part from './Part.astro'
import Quiz from './Quiz.astro'

export const courseParts = { h1: 'h3', h2: 'h3', Box, Conversation, Part, Quiz }
